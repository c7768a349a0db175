# The verbs of this house. `make` alone lists them. Needs Python >= 3.11 and make, nothing else.

.DEFAULT_GOAL := help
.NOTPARALLEL:

BIN := .venv/bin
PYTEST := $(BIN)/pytest
# pytest ends with 5 where ARGS selects nothing of a group; that is no failure of the group.
OR_NOTHING := || [ $$? -eq 5 ]

.PHONY: help run test lint types imports unit integration browser fmt fuzz bench environment environment-test environment-bench

help: ## 列出所有命令 · list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: environment ## 启动平台和演示数据 · start everything with the demo (ARGS="--port 9000")
	@exec $(BIN)/tongban serve --demo $(ARGS)

# `make --keep-going test` runs them all even when one fails.
test: environment-test lint types imports unit integration browser ## 全部检查与测试 · every check and every test

lint: environment-test ## 格式与静态检查 · format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: environment-test ## 类型检查 · types
	$(BIN)/mypy

imports: environment-test ## 各层依赖方向 · the arrows between rooms
	$(BIN)/lint-imports

unit: environment-test ## 单元与性质测试 · unit and property tests (ARGS="-k clock")
	$(PYTEST) -n auto -m "not integration and not browser" $(ARGS) $(OR_NOTHING)

integration: environment-test ## 真实 PostgreSQL 与进程 · tests with real PostgreSQL and real processes
	$(PYTEST) -n auto --dist loadfile --no-loadscope-reorder -m "integration and not browser" $(ARGS) $(OR_NOTHING)

browser: environment-test ## 浏览器旅程 · journeys in Chromium
	$(PYTEST) -n auto --dist loadfile -m browser $(ARGS) $(OR_NOTHING)

fmt: environment-test ## 自动排版 · format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fuzz: environment-test ## 任意指令、任意内容 · any command, any content (ARGS="--commands 1000000 --record build/fuzz.jsonl")
	$(BIN)/python tools/fuzz.py $(ARGS)

bench: environment-bench ## 性能测量 · measure (ARGS names what)
	$(BIN)/python -m benchmarks $(ARGS)

environment:
	@sh tools/environment.sh

environment-test:
	@sh tools/environment.sh test

environment-bench:
	@sh tools/environment.sh bench
