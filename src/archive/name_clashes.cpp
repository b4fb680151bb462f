// SPDX-License-Identifier: Apache-2.0
#include "archive/name_clashes.hpp"

#include "archive/names.hpp"
#include "unicode/fold.hpp"

namespace stet::archive {

std::vector<std::string> NameClashes::keys_of(std::string_view path) {
  const std::string folded = unicode::fold_case(unicode::compose(path));
  std::vector<std::string> keys;
  for (std::size_t slash = folded.find('/'); slash != std::string::npos; slash = folded.find('/', slash + 1))
    keys.push_back(folded.substr(0, slash));
  keys.push_back(folded);
  keys.push_back(std::string(release_of(folded)) + '\0');  // No path has a NUL, so it is no other's key.
  return keys;
}

Result<void> NameClashes::add(std::string_view path) {
  const auto keys = keys_of(path);
  for (const std::string& key : keys) {
    const auto found = paths_.find(key);
    if (found == paths_.end() || found->second == path) continue;
    if (auto clear = check_clash(path, found->second); !clear) return clear;
  }
  for (const std::string& key : keys) paths_.try_emplace(key, path);
  return {};
}

void NameClashes::add_present(std::string_view path) {
  for (const std::string& key : keys_of(path)) paths_.try_emplace(key, path);
}

}  // namespace stet::archive
