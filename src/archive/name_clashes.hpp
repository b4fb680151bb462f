// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stet/result.hpp"

namespace stet::archive {

/// Paths that can stand beside each other. Each new one is looked up, where `check_clash` would compare it with all.
class NameClashes {
 public:
  /// Adds a path, unless it clashes with one that is there: then how, as `check_clash` says it.
  [[nodiscard]] Result<void> add(std::string_view path);
  /// Adds one that is there, whatever it clashes with.
  void add_present(std::string_view path);

 private:
  /// What clashes has one key: a path up to one of its parts, folded, and the file without its ending.
  static std::vector<std::string> keys_of(std::string_view path);

  std::map<std::string, std::string> paths_;  ///< The first path of each key.
};

}  // namespace stet::archive
