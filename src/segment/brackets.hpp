// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stet::segment {

/// Longest stretch, in bytes, between a bracket and the one that closes it, for the sentence not to be cut in
/// between. Longer ones are sections that somebody bracketed, or a bracket that was never closed.
inline constexpr std::size_t kBracketReach = 1000;

/// Whether a place lies inside brackets that its sentence opened.
///
/// Told of every bracket in text order. Looks ahead for the closing one only when asked, kBracketReach bytes at
/// most and once for a bracket, so that a text of brackets costs no more than a constant for each sentence.
class Brackets {
 public:
  explicit Brackets(std::string_view text) : text_(text) {}

  /// One with which the sentence begins does not count: "(It rained. Nobody came.)" is two sentences.
  void open(std::size_t position, std::size_t sentence);
  void close();
  /// A new sentence begins at `position`: what opened before stays behind.
  void reset(std::size_t position) {
    if (outermost_ < position) depth_ = 0;
  }
  [[nodiscard]] bool is_open() const { return depth_ > 0; }
  /// Whether the outermost bracket open now was opened before `position` and is closed later.
  [[nodiscard]] bool closes_later(std::size_t position);

 private:
  std::string_view text_;
  std::size_t outermost_ = 0;
  std::size_t depth_ = 0;
  bool searched_ = false;
  bool found_ = false;
};

}  // namespace stet::segment
