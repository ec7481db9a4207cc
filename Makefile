# make run     set everything up, if need be, and serve on http://127.0.0.1:8000
#                PORT=8001               another port
#                ALONGSIDE_HOME=/folder  the folder that holds all data (else ~/.local/share/alongside)
# make test    every test: on SQLite, in a real browser, and the data layer again on a real PostgreSQL
# make check   format, lint, types, import rules, templates, and how plain our sentences are
# make bench   what it costs, beside its floors (docs/bench.md has the last result)
# make prove   the long cases at full length
# make pictures  take the pictures of the guides and the README anew
# make lock    choose the newest versions of everything anew and write requirements/

PORT ?= 8000
PYTEST_WORKERS ?= 2
export ALONGSIDE_HOME

python = .venv/bin/python

.PHONY: run test check prove pictures lock environment

run:
	@sh setup/environment.sh runtime
	@exec $(python) -m alongside serve --port "$(PORT)"

environment:
	@sh setup/environment.sh dev

test: environment
	@$(python) -m tests.kit.browsers
	@$(python) -m pytest -n $(PYTEST_WORKERS) -m "not prove"
	@ALONGSIDE_TEST_DATABASE=postgresql $(python) -m pytest -n $(PYTEST_WORKERS) -m "data and not prove"

check: environment
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/mypy
	@.venv/bin/djlint --lint --quiet alongside
	@$(python) -m tests.words

bench: environment
	@$(python) -m bench

prove: environment
	@$(python) -m tests.kit.browsers
	@$(python) -m pytest -m prove
	@ALONGSIDE_TEST_DATABASE=postgresql $(python) -m pytest -m "prove and data"

lock: environment
	@sh setup/lock.sh

pictures: environment
	@$(python) -m docs.take_pictures
