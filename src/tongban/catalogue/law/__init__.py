"""Law as data 法律数据: time limits, holidays, the glossary; read, validated, dated."""
