// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/document.hpp"

namespace stet::read {

/// The YAML between two lines of dashes at the beginning of a Markdown text.
struct FrontMatter {
  std::size_t end = 0;  ///< Where the text begins: after the closing line. 0: there is no front matter.
  std::vector<MetadataEntry> entries;
  std::optional<std::string> broken;  ///< What looks like front matter is none, and why: it is text then.
};

/// Reads it from `begin`, the beginning of the text after a byte order mark. Keys come in order and as they are, but
/// `lang` is `language`, and `tags` are `topics`. Values are plain text; lists and maps are flattened to one line of
/// YAML flow style, lists of topics to values with "|" between. Aliases stay as they are written.
[[nodiscard]] FrontMatter front_matter(std::string_view source, std::size_t begin);

/// The front matter of texts one after the other. Versions mostly have the same, which is read once.
class FrontMatterMemory {
 public:
  /// What `front_matter` gives.
  [[nodiscard]] const FrontMatter& of(std::string_view source, std::size_t begin);

 private:
  std::string bytes_;  ///< Of the last one, from the beginning of its text on; none where that was no front matter.
  std::size_t begin_ = 0;
  FrontMatter last_;
};

}  // namespace stet::read
