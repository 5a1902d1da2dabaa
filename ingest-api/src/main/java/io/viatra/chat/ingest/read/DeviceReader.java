package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.DEVICES;

import java.util.Optional;

/// Whose a push token is.
public final class DeviceReader {
  private final Database database;

  public DeviceReader(Database database) {
    this.database = database;
  }

  /// A device that can be woken.
  public record Owner(String userId, String deviceId) {}

  /// Who holds this token; it is one device's at most.
  public Optional<Owner> owner(String token) {
    return database.read(dsl ->
        dsl.select(DEVICES.USER_ID, DEVICES.DEVICE_ID)
            .from(DEVICES)
            .where(DEVICES.TOKEN.eq(token))
            .fetchOptional(row -> new Owner(row.value1(), row.value2())));
  }
}
