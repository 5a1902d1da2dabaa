package io.viatra.chat.readmodel;

import org.jooq.codegen.DefaultGeneratorStrategy;
import org.jooq.meta.Definition;
import org.jspecify.annotations.Nullable;

/// All generated classes in one package: jOOQ would put the tables into a sub-package of their own.
public final class FlatNames extends DefaultGeneratorStrategy {
  @Override
  public String getJavaPackageName(@Nullable Definition definition, Mode mode) {
    return getTargetPackage();
  }
}
