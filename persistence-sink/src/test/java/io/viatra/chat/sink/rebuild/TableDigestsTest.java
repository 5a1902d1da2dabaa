package io.viatra.chat.sink.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.readmodel.tables.DefaultSchema;
import java.util.List;
import org.jooq.Table;
import org.jooq.TableOptions.TableType;
import org.junit.jupiter.api.Test;

class TableDigestsTest {
  @Test
  void everyTableOfTheReadModelIsCompared() {
    List<String> tables =
        DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
            .filter(table -> table.getTableType() == TableType.TABLE)
            .map(Table::getName)
            .toList();
    assertThat(TableDigests.TABLES)
        .extracting(TableDigests.Table::name)
        .containsExactlyInAnyOrderElementsOf(tables);
  }
}
