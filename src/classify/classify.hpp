// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "align/align.hpp"
#include "classify/lexicon.hpp"
#include "stet/diff.hpp"

namespace stet::classify {

/// The word lists of languages, by tag: reading one takes longer than a small comparison.
using Lexicons = std::map<std::string, std::shared_ptr<const Lexicon>>;

struct Classified {
  std::vector<Change> changes;
  bool bounded = false;  ///< The words of some sentences were compared more coarsely: all else was too much work.
};

/// Turns matches into changes: kind, word edits, categories, severity.
///
/// `alignment.matches` are taken and become one Change each, in their order. A 1:1 match of equal texts is Unchanged or
/// Moved; the pairs in `alignment.equal_blocks` are not touched here.
/// @param language  Of both texts, as segment::language_of gives it.
/// @param lexicons  Where that language's words are kept between comparisons; null: nowhere.
/// @param detail    With `Wordings`, a change that is certainly more than cosmetic has no edits, and is Editorial.
enum class Detail : std::uint8_t { All, Wordings };
[[nodiscard]] Classified classify(const Document& before, const Document& after, align::Alignment& alignment,
                                  const std::string& language, Lexicons* lexicons = nullptr,
                                  Detail detail = Detail::All);

}  // namespace stet::classify
