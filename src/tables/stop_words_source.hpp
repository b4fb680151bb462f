// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace stet::tables {

/// A file of src/segment/data.
struct LanguageFile {
  std::string language;
  std::string bytes;
};

/// C++ that defines segment::kStopWords from the `[stop]` sections.
/// @throws std::runtime_error  There are more languages than a slot has bits.
[[nodiscard]] std::string stop_words_source(std::span<const LanguageFile> files);

}  // namespace stet::tables
