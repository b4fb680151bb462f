// SPDX-License-Identifier: Apache-2.0
#include "archive/foreign_history.hpp"
#include "stet/import.hpp"
#include "stet/read.hpp"

namespace stet {

Result<Incoming> read_history(const std::string& repository, const std::vector<std::string>& paths) {
  auto incoming = archive::foreign_history(repository, paths);
  if (!incoming) return incoming;
  incoming->bytes = [raw = incoming->bytes, place = incoming->place](std::size_t version) -> Result<std::string> {
    auto bytes = raw(version);
    if (!bytes) return bytes;
    const Source source = Source::of(std::move(*bytes), place(version));
    if (auto readable = check_readable(source); !readable) return std::unexpected(std::move(readable).error());
    return std::string(source.bytes());
  };
  // Documents that were named themselves are looked at now, before anything is written.
  for (std::size_t i = 0; i < incoming->versions.size(); ++i) {
    const IncomingVersion& version = incoming->versions[i];
    if (!incoming->files[version.file].is_named || version.is_withdrawal) continue;
    if (auto bytes = incoming->bytes(i); !bytes) return std::unexpected(std::move(bytes).error());
  }
  return incoming;
}

}  // namespace stet
