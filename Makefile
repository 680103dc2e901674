# What is done often. Each target says what it lacks; `make run` and `make test` are all one needs.

.PHONY: run dev build web test audit cluster

run:
	@scripts/run

dev:
	@scripts/dev

build: web
	cargo build --release --locked -p fourleaf

web:
	@scripts/web

test:
	@scripts/test

audit:
	@scripts/audit

cluster:
	@scripts/cluster
