# Nền Nếp: chores in one word each. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
UV := .tools/bin/uv
BIN := .venv/bin
QUICK := -m pytest -n auto --maxprocesses=4 --dist loadfile -m "not slow and not nightly"
export UV_PROJECT_ENVIRONMENT := .venv

.PHONY: help setup demo run check test nightly bench messages format ground

help: ## danh sách lệnh
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## tạo môi trường .venv theo uv.lock

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; đang có: $$($(PYTHON) --version)"; exit 1; }
	@test -x $(UV) || $(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv
	@$(UV) sync --frozen --quiet --compile-bytecode --python $(PYTHON)
	@touch .venv/ready

demo: setup ## dựng đảng ủy mẫu và mở ở http://localhost:$(PORT)
	@NENNEP_DATA=$${NENNEP_DATA:-var/demo} $(BIN)/nennep demo --port $(PORT)

run: setup ## chạy trang của cơ quan mình ở http://localhost:$(PORT)
	@$(BIN)/nennep run --port $(PORT)

format: setup ## sắp lại mã
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

check: setup ## kiểm nhanh: dạng mã, kiểu, hợp đồng tầng, thử nghiệm nhanh (dưới 90 giây)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/python $(QUICK)

ground: ## cài những gì thử nghiệm cần (Debian/Ubuntu, quyền root) hoặc nói phải cài gì
	@sh tests/ground.sh

test: setup ground check ## tất cả: kiểm nhanh, trình duyệt, tệp thật, PostgreSQL
	@$(BIN)/python -m pytest -m "slow and not nightly"
	@$(BIN)/python tests/with_postgresql.py $(BIN)/python $(QUICK) nennep tests

nightly: setup ground ## các kiểm tra dài
	@NENNEP_NIGHTLY=1 HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -m "nightly or slow"

bench: setup ## đo tốc độ, ghi vào docs/benchmarks.md
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file; done

messages: setup ## gom câu chữ mới vào locale/en và biên dịch
	@$(BIN)/python -m tests.messages
