"""Process 流程: many cases at once. Its tools arrive with their own issue; the room is reserved."""
