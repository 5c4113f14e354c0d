# 常用命令。运行 make 或 make help 查看说明。
# 每条命令都会先自行备齐所需环境（见 scripts/bootstrap）；环境已备好时不下载、不等待。

# 附加选项，例如：make check ARGS="--format json"
ARGS ?=
# make links 检查的文件夹
DIR ?= site
# make exam 做哪一场（空为全部），用哪一套题
NAME ?=
SEED ?= 1

# Chinese file contents must be read as UTF-8 whatever the machine's locale says.
export PYTHONUTF8 := 1
# What Python makes of a module is kept beside it, whatever the machine wants else: a start takes a third less.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin

.DEFAULT_GOAL := help

.PHONY: help
help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-23s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  附加选项写在 ARGS 里，例如：make check ARGS="--format json"'
	@echo '                              make site ARGS="--today 2023-12-31"'

# --- 网站 ---

.PHONY: site
site: runtime ## 校验全部内容并生成网站（结果在 site/；有错误时原网站不动）
	@$(BIN)/disclosure build $(ARGS)

.PHONY: check
check: runtime ## 只校验内容，不生成网站
	@$(BIN)/disclosure check $(ARGS)

.PHONY: due
due: runtime ## 列出本机关要办的事项：逾期的、本周的、以后的，分部门
	@$(BIN)/disclosure due $(ARGS)

.PHONY: serve
serve: runtime ## 在本机预览，保存文件后自动刷新（Ctrl+C 结束）
	@$(BIN)/disclosure serve $(ARGS)

.PHONY: links
links: runtime ## 检查已生成网站里的链接（检查别的文件夹：make links DIR=文件夹）
	@$(BIN)/disclosure links $(DIR) $(ARGS)

# Both read site/ as it is: run `make site` first.
.PHONY: second-opinion
second-opinion: runtime ## 请 lychee 核对 site/ 里的链接（不联网，约 1 秒；有不同而没有解释的不通过）
	@$(BIN)/python scripts/second_opinion.py site --tools lychee $(ARGS)

.PHONY: second-opinion-nightly
second-opinion-nightly: runtime ## 请 LinkChecker 在本机爬取 site/ 并核对（每夜自动运行）
	@$(BIN)/python scripts/second_opinion.py site --tools linkchecker $(ARGS)

# In a copy, from the content of earlier versions to that of today; then all of it once more, with nothing remembered.
.PHONY: remembered
remembered: runtime ## 核对记着以前的结果生成的网站，和全部重做的是不是一样（每夜自动运行）
	@$(BIN)/python scripts/hold_memory.py $(ARGS)

.PHONY: patrol
patrol: runtime ## 巡查一次，写出一行记录（每夜自动运行；先运行 make site）
	@$(BIN)/disclosure patrol $(ARGS)

# Needs a browser, which `make site` does not: whoever keeps records runs it, and CI by night.
.PHONY: print
print: test-tools ## 把 site/ 里每个决策事项的全过程打印成 A4 的 PDF，供归档（结果在 records/）
	@$(BIN)/python scripts/print_records.py site $(ARGS)

# --- 区级汇总 ---

OFFICES ?=

# The offices are built side by side by make's own job server: make -j4 district
.PHONY: district
district: runtime ## 按名册 district.yml 生成各机关的网站并汇总（几个一起：make -j4 district）
	+@offices=$$($(BIN)/disclosure district list) && $(MAKE) --no-print-directory gather OFFICES="$$(echo $$offices)"

.PHONY: gather
gather: $(OFFICES:%=office/%) | runtime ## 把各机关已经生成的网站合成一个门户和一个搜索
	@$(BIN)/disclosure gather $(ARGS)

# One office; whatever becomes of it, the others are gathered, and the portal names it.
office/%: | runtime
	@$(BIN)/disclosure district build $* $(if $(OFFICES),,$(ARGS))

# --- 程序 ---

.PHONY: test
test: test-tools ## 运行全部测试：代码规范、类型、单元测试、浏览器测试
	@$(BIN)/ruff check
	@$(MAKE) --no-print-directory -j2 types trials

# mypy works on one processor, and for half a minute where it remembers nothing: the other one tries the tests.
.PHONY: types
types: test-tools
	@$(BIN)/mypy

.PHONY: trials
trials: test-tools
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: quick
quick: runtime ## 只运行不需要浏览器的测试
	@$(BIN)/pytest -m "not browser" -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: schema
schema: runtime ## 重新生成 data/_schema/、手册的字段表、CODEOWNERS 和 tests/site 里的法规（修改字段、部门账号、法规或用语之后）
	@$(BIN)/python -m disclosure.records.schema
	@$(BIN)/python -m disclosure.records.handbook
	@$(BIN)/python scripts/small_office.py
	@$(BIN)/disclosure owners

.PHONY: exam
exam: test-tools ## 大数量的考试，可中断后接着做；每处不对列一行（NAME=哪一场 SEED=题目编号）
	@PYTHONPATH=scripts:tests $(BIN)/python -m exam --name "$(NAME)" --seed "$(SEED)" $(ARGS)

.PHONY: bench
bench: runtime ## 性能测量：与原版 MkDocs 对比，报告耗时比和内存
	@$(BIN)/python scripts/bench.py $(ARGS)

# uv resolves for all platforms and Python versions at once, which pip cannot; it is needed for nothing else
# and therefore lives in a throw-away environment. Versions already locked are kept unless asked otherwise.
.PHONY: lock
lock: runtime ## 重新锁定依赖版本 requirements.lock（升级全部：make lock ARGS=--upgrade）
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(BIN)/python -m venv "$$tools" && \
	"$$tools/bin/python" -m pip install -qq --disable-pip-version-check uv && \
	"$$tools/bin/uv" pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock $(ARGS) && \
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["board"], sep="\n")' | \
	"$$tools/bin/uv" pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements-board.lock $(ARGS)

# The board is no part of the site's environment: Isso compiles C, which a bare machine need not be able to do.
BOARD := .disclosure/board-environment

$(BOARD)/ready: requirements-board.lock
	@python3 -m venv $(BOARD)
	@$(BOARD)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-board.lock
	@touch $@

.PHONY: board-tools
board-tools: $(BOARD)/ready

.PHONY: board
board: board-tools ## 启动自己的留言板（Isso，要能编译 C）：先 make site，再打开它说的网址
	@$(BOARD)/bin/python scripts/board_server.py $(ARGS)

.PHONY: clean
clean: ## 删除生成的网站（用 --out 放在别处的也在内）、缓存和测量数据（虚拟环境 .venv、编辑的草稿保留）
	@if [ -d .disclosure ]; then find .disclosure -mindepth 1 -maxdepth 1 ! -name drafts -exec rm -rf {} +; fi
	@rm -rf site bench-site records .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find hooks tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# --- 环境 ---

.PHONY: hooks
hooks: runtime ## 装上提交前检查：每次提交先查有没有不该公开的内容
	@bash scripts/install-hooks

.PHONY: runtime
runtime:
	@bash scripts/bootstrap runtime

.PHONY: test-tools
test-tools:
	@bash scripts/bootstrap test
