package io.viatra.chat.sink;

import io.viatra.chat.schemas.device.Device;
import java.sql.Connection;
import java.sql.SQLException;

/// Writes `devices`. Of one device the last record counts. Of a token the last registration: it may
/// wander between users and so between partitions, which are read independently, hence by its time.
final class DeviceWriter {
  private static final Unnest<DeviceKey> REMOVE =
      Unnest.<DeviceKey>of(
              """
              DELETE FROM devices d USING :rows
              WHERE d.user_id = u.user_id AND d.device_id = u.device_id
              """)
          .text("user_id", DeviceKey::userId)
          .text("device_id", DeviceKey::deviceId);

  private static final Unnest<Device> TAKE_TOKEN =
      device(
          """
          DELETE FROM devices d USING :rows
          WHERE d.token = u.token AND d.registered_at <= u.registered_at
            AND (d.user_id, d.device_id) <> (u.user_id, u.device_id)
          """);

  private static final Unnest<Device> LOSE =
      device(
          """
          DELETE FROM devices d USING :rows
          WHERE d.user_id = u.user_id AND d.device_id = u.device_id AND EXISTS (
            SELECT FROM devices o
            WHERE o.token = u.token AND (o.user_id, o.device_id) <> (u.user_id, u.device_id))
          """);

  private static final Unnest<Device> REGISTER =
      device(
          """
          INSERT INTO devices (user_id, device_id, token, platform, registered_at)
          SELECT user_id, device_id, token, platform, registered_at
          FROM :rows
          WHERE NOT EXISTS (
            SELECT FROM devices o
            WHERE o.token = u.token AND (o.user_id, o.device_id) <> (u.user_id, u.device_id))
          ON CONFLICT (user_id, device_id) DO UPDATE SET
            token = excluded.token, platform = excluded.platform,
            registered_at = excluded.registered_at
          """);

  private DeviceWriter() {}

  static void write(Connection connection, DeviceFold devices) throws SQLException {
    REMOVE.execute(connection, devices.gone());
    TAKE_TOKEN.execute(connection, devices.registered());
    LOSE.execute(connection, devices.registered());
    REGISTER.execute(connection, devices.registered());
  }

  private static Unnest<Device> device(String statement) {
    return Unnest.<Device>of(statement)
        .text("user_id", Device::userId)
        .text("device_id", Device::deviceId)
        .text("token", Device::token)
        .text("platform", d -> Words.of(d.platform()))
        .time("registered_at", Device::registeredAt);
  }
}
