# make          what there is
# make demo     everything on this machine, on real embedded infrastructure
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset audit latency rest-load cache-gain fan-out history sink-load idle-sockets slow-readers streams-load failover test dist format protocol-echo protocol-suites simulate
.DELETE_ON_ERROR:

MAVEN := infra/bin/maven
# One small machine holds broker, database, cache and all five services: heap is the part that can be bounded here. The
# parallel collector, with a young generation that lets a conversation's garbage die: 44 ms at the 99th percentile of
# `make latency`, where runs with G1 gave 61 to 98.
DEMO_JAVA_OPTS ?= -Xms640m -Xmx640m -Xmn320m -XX:+UseParallelGC

# Directories too, so that a deleted file counts as a change.
SOURCES = $(shell find pom.xml .mvn */pom.xml */*/pom.xml */src/main */*/src/main infra/bin 2>/dev/null)

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

demo: dist/.built ## build what is missing and run everything here; ARGS=--headless | --limits=off | --data=DIR
	@java="$$(infra/bin/find-jdk java)/bin/java" && \
	exec "$$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $(DEMO_JAVA_OPTS) \
	  -cp 'dist/lib/*' io.viatra.chat.standalone.Standalone $(ARGS)

demo-reset: ## forget what the demo has stored
	@rm -rf target/demo

audit: dist/.built ## recompute every number from the log and compare it with stores, counts and PostgreSQL of a running demo; ARGS=--help
	@java="$$(infra/bin/find-jdk java)/bin/java" && \
	exec "$$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	  -cp 'dist/lib/*' io.viatra.chat.standalone.Audit --data=$(or $(DATA),target/demo) $(ARGS)

latency: dist/.built ## one pair chats at 50/s against a running demo (started with ARGS=--limits=off); prints the figures
	@java="$$(infra/bin/find-jdk java)/bin/java" && \
	exec "$$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	  -cp 'dist/lib/*' io.viatra.chat.standalone.Latency $(ARGS)

rest-load: dist/.built ## REST calls a second and latencies over 32 connections: a demo with --limits=off, or ARGS=--alone; ARGS=--help
	@java="$$(infra/bin/find-jdk java)/bin/java" && \
	exec "$$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	  -cp 'dist/lib/*' io.viatra.chat.standalone.RestLoad $(ARGS)

fan-out: ## CPU time of a frame to one of 500 sockets, beside encoding for each and bare writes; ARGS="sockets events rounds burst"
	@infra/bin/run-test-main socket-edge io.viatra.chat.edge.bench.FanOut $(ARGS)

idle-sockets: ## memory of each of 10,000 idle sockets, and connects a second; ARGS=sockets
	@infra/bin/run-test-main socket-edge io.viatra.chat.edge.bench.IdleSockets $(ARGS)

slow-readers: ## what 200 clients that stop reading do to others and to a heap of 256 MiB; ARGS="clients events"
	@infra/bin/run-test-main socket-edge io.viatra.chat.edge.bench.SlowReaders $(ARGS)

streams-load: ## sequencer, router and broker alone: bursts, and latency at 1,000/s; ARGS="messages seconds warm-up"
	@CHAT_LOG_LEVEL=$${CHAT_LOG_LEVEL:-error} infra/bin/run-test-main stream-processor io.viatra.chat.streams.bench.Throughput $(ARGS)

failover: ## kill -9 of the stream processor under load, alone and with a standby, and with its disk lost; ARGS="rate conversations"
	@CHAT_LOG_LEVEL=$${CHAT_LOG_LEVEL:-error} infra/bin/run-test-main stream-processor io.viatra.chat.streams.bench.Failover $(ARGS)

history: ## millions of messages through the topics: rebuild, sizes, and reads at any depth; ARGS="messages conversations calls"
	@CHAT_LOG_LEVEL=$${CHAT_LOG_LEVEL:-off} JAVA_OPTS="$${JAVA_OPTS:--Xms2g -Xmx3g}" infra/bin/run-test-main infra/e2e io.viatra.chat.e2e.history.History $(ARGS)

sink-load: ## messages a second into PostgreSQL: sink and rebuild beside bare unnest and COPY; ARGS=rows
	@CHAT_LOG_LEVEL=$${CHAT_LOG_LEVEL:-error} JAVA_OPTS="$${JAVA_OPTS:--Xms1g -Xmx2g}" infra/bin/run-test-main persistence-sink io.viatra.chat.sink.WriteBench $(ARGS)

cache-gain: ## reads without caches, with Redis, and with Redis and memory; ARGS="rounds seconds history|list|one"
	@JAVA_OPTS="$${JAVA_OPTS:--Xms512m -Xmx512m}" infra/bin/run-test-main ingest-api io.viatra.chat.ingest.bench.CacheGain $(ARGS)

dist: dist/.built ## leave dist/bin (one script per service) and dist/lib

dist/.built: $(SOURCES)
	@echo "building ..."
	@rm -rf dist
	@$(MAVEN) --quiet -DskipTests -Ddist -pl infra/standalone -am package
	@infra/bin/write-dist
	@touch $@

simulate: ## sequencer and router under SEEDS=1000 scripts of STEPS=250, or one SEED=n; FAULT=name, FORM=core|driver
	@infra/bin/run-test-main stream-processor io.viatra.chat.streams.simulation.Simulate \
	  seeds=$(SEEDS) seed=$(SEED) steps=$(STEPS) fault=$(FAULT) form=$(FORM)

test: ## every test, and every check of the code
	@find . -path ./dist -prune -o \( -name surefire-reports -o -name failsafe-reports \) -type d -print | xargs rm -rf
	@$(MAVEN) verify $(ARGS); status=$$?; infra/bin/test-summary; exit $$status

protocol-echo: ## the Socket.IO layer alone, echoing, for any protocol suite; PORT=3000
	@exec infra/bin/run-test-main socket-edge io.viatra.chat.edge.socketio.ProtocolEchoServer $(PORT)

protocol-suites: ## the official Engine.IO and Socket.IO suites against it; SUITES=<checkout of socketio/socket.io>
	@[ -d "$(SUITES)" ] || { echo "make protocol-suites SUITES=DIR, after" >&2; \
	  echo "  git clone --depth 1 https://github.com/socketio/socket.io DIR" >&2; exit 2; }
	@node socket-edge/src/test/js/official-suites.mjs "$(SUITES)"

format: ## put the sources into google-java-format
	@$(MAVEN) --quiet spotless:apply
