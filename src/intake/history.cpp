// SPDX-License-Identifier: Apache-2.0
#include "archive/foreign_history.hpp"
#include "stet/import.hpp"
#include "stet/read.hpp"

namespace stet {

Result<Incoming> read_history(const std::string& repository, const std::vector<std::string>& paths) {
  auto incoming = archive::foreign_history(repository, paths);
  if (!incoming) return incoming;
  incoming->bytes = [raw = incoming->bytes](std::size_t version) -> Result<Source> {
    auto source = raw(version);
    if (!source) return source;
    if (auto readable = check_readable(*source); !readable) return std::unexpected(std::move(readable).error());
    return source;
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
