// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "segment/language_data.hpp"

// Labels of list items that stand in running text: "1.", "2)", "3.)", "(a)", "b.", "iv)".
namespace stet::segment {

enum class LabelShape : std::uint8_t { Digits, Letter, Roman };

/// A label; `size` 0 where there is none.
struct Label {
  LabelShape shape = LabelShape::Digits;
  unsigned value = 0;    ///< 2 for "2." and "b.", 0 for a Roman number.
  bool bracket = false;  ///< A bracket closes it.
  bool stop = false;     ///< A full stop ends it, or stands before that bracket.
  std::size_t size = 0;  ///< In bytes, with its marks.
};

/// The label that begins at `position`. It ends in a full stop or a closing bracket and white space follows.
[[nodiscard]] Label label_at(std::string_view text, std::size_t position);

/// Whether all of the sentence up to the full stop at `mark` is a label, after bullets, dashes and brackets: "3",
/// "II.4", "b", "Article 5.2".
[[nodiscard]] bool is_label(std::string_view text, std::size_t sentence, std::size_t mark,
                            const LanguageData& language);

/// Where the item begins whose label has its full stop or bracket at `at`, if the sentence is the item before it in
/// one list: "1. The first item 2. The second item". Else 0.
[[nodiscard]] std::size_t inline_item(std::string_view text, std::size_t sentence, std::size_t at,
                                      const LanguageData& language);

}  // namespace stet::segment
