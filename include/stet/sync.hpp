// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stet/archive.hpp"
#include "stet/result.hpp"

namespace stet {

struct SyncRequest {
  std::string remote;  ///< What git takes for one: a configured name, a path, a URL.
  Timestamp now = 0;   ///< The clock's time.
  int tries = 24;      ///< Pushes that others may cross, with pauses that grow: with 24, some twenty seconds.
};

/// A version whose number another had been given at the remote.
struct Renumbered {
  std::string release;
  std::uint32_t before = 0;
  std::uint32_t after = 0;
};

/// What `sync` did. Afterwards both branches are the same.
struct Synced {
  std::size_t received = 0;  ///< Versions that this archive did not have.
  std::size_t sent = 0;      ///< Versions that the remote did not have.
  std::vector<Renumbered> renumbered;
};

/// Brings an archive and its remote together: what the remote lacks is recorded anew on top of the remote's branch,
/// with the next numbers, and nothing that the remote has changes. See docs/formats/sync.md.
///
/// git's own program does the transport. LocalChange where a working file is no recorded version, Busy where others
/// kept pushing, InvalidInput where commits that are no versions contradict the remote's.
[[nodiscard]] Result<Synced> sync(Archive& archive, const SyncRequest& request);

}  // namespace stet
