/// The commands `topics dump` and `topics restore`: topics as files, and back.
///
/// **Overview.** [Dump] reads the committed records of topics and writes them as gzip'd JSON lines
/// ([RecordLine], [LineFile]), with a [Manifest] that says what there is. [Verification] holds the
/// files to their manifest, [Target] holds the cluster to what a restore needs, and [Restore]
/// writes the records where [Placement] says. [BackupTopics] knows which topics are worth it.
///
/// **Concurrency.** One thread; a restore has as many records on their way as its producer's buffer
/// holds.
///
/// **Lifecycle.** A run opens its clients and closes them at its end. A file appears under its name
/// when it is whole and on the disk; the manifest says that it is finished when everything else is.
/// What a killed dump leaves is therefore never taken for one, and what a killed restore leaves is
/// a topic that is not empty, which the next restore refuses.
///
/// **Invariants.** A value comes back byte for byte, whatever it was. A restore writes nothing
/// before every file was found to be what was dumped, writes only into empty topics, and only those
/// whose records make nobody do anything: no command, no delivery, no push. Nothing of a record's
/// content is printed.
@NullMarked
package io.viatra.chat.standalone.backup;

import org.jspecify.annotations.NullMarked;
