# Nền Nếp: chores in one word each. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
UV := .tools/bin/uv
BIN := .venv/bin
TOGETHER := -m pytest -n auto --maxprocesses=4 --dist loadfile
QUICK := $(TOGETHER) -m "not slow"
# engines and what they stand on know no database: tried once is enough
APART := clock dossiers lib matching reading samples sealing writing
export UV_PROJECT_ENVIRONMENT := .venv
# set in many containers; every process of the tests would compile the house anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo run check check-vault test nightly pictures bench messages format ground

help: ## danh sách lệnh
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## tạo môi trường .venv theo uv.lock

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; đang có: $$($(PYTHON) --version)"; exit 1; }
	@test -x $(UV) || $(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "$(PYTHON) chưa có pip. Trên Debian, Ubuntu hãy chạy: sudo apt-get install -y python3-pip – rồi chạy lại lệnh vừa rồi."; exit 1; }
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

check-vault: setup ## kiểm kho niêm phong: B1–B6, mỗi kiểm có một lỗi cài sẵn phải làm nó đỏ
	@$(BIN)/python -m pytest nennep/sealing nennep/vault

ground: ## cài những gì thử nghiệm cần (Debian/Ubuntu, quyền root) hoặc nói phải cài gì
	@sh tests/ground.sh

test: setup ground check ## tất cả: kiểm nhanh, trình duyệt, tệp thật, PostgreSQL
	@$(BIN)/python $(TOGETHER) --no-loadscope-reorder -m "slow and not alone" nennep/writing tests/journeys tests nennep # the longest first
	@$(BIN)/python -m pytest -m alone
	@$(BIN)/python tests/with_postgresql.py $(BIN)/python $(TOGETHER) -m "not slow or rest" $(APART:%=--ignore nennep/%) nennep tests
	@$(BIN)/python tests/with_postgresql.py --vault $(BIN)/python $(QUICK) nennep/vault
	@$(BIN)/python tests/with_postgresql.py --vault $(BIN)/python -m pytest tests/test_rivals.py

nightly: export NENNEP_NIGHTLY := 1
nightly: export HYPOTHESIS_PROFILE := nightly
nightly: setup ground ## như test, nhưng mỗi lời hứa thử trọn chứ không thử mẫu
	@$(BIN)/python -m pytest
	@$(BIN)/python tests/with_postgresql.py $(BIN)/python -m pytest tests/test_together.py tests/test_scopes.py tests/test_doors.py
	@$(BIN)/python -m bench.load --minutes 30
	@$(BIN)/python -m bench --lists

pictures: setup ground ## chụp lại hình trong docs/guide/pictures
	@NENNEP_PICTURES=1 $(BIN)/python -m pytest -m slow tests/journeys

bench: setup ## đo tốc độ, ghi vào docs/benchmarks.md
	@$(BIN)/python -m bench

messages: setup ## gom câu chữ mới vào locale/en và biên dịch
	@$(BIN)/python -m tests.messages
