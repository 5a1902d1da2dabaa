package io.viatra.chat.testkit;

/// One PostgreSQL database and who may do everything in it; enough for any JDBC client.
public record Database(String name, String jdbcUrl, String user, String password) {}
