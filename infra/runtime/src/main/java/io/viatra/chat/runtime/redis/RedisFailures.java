package io.viatra.chat.runtime.redis;

import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// Tells outages from mistakes of the caller.
final class RedisFailures {
  private RedisFailures() {}

  /// Everything of Jedis's but an error reply of a Redis that works. `LOADING`, `BUSY` and the like
  /// are error replies of one that does not.
  static boolean isOutage(Throwable failure) {
    if (failure instanceof JedisConnectionException
        || failure instanceof JedisBusyException
        || failure instanceof JedisClusterException) {
      return true;
    }
    if (failure instanceof JedisDataException) {
      String message = failure.getMessage();
      return message != null
          && (message.startsWith("LOADING")
              || message.startsWith("MASTERDOWN")
              || message.startsWith("READONLY")
              || message.startsWith("OOM"));
    }
    return failure instanceof JedisException;
  }
}
