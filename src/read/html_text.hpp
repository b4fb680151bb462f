// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "read/block_text.hpp"

namespace stet::read {

/// A tag that raw HTML has, without its brackets.
struct HtmlTag {
  std::string name;  ///< Lower case.
  bool closing = false;
  std::string href;  ///< Of `a`.
};

/// What separates blocks where raw HTML stands for itself.
[[nodiscard]] bool is_block_tag(std::string_view name);

/// Takes raw HTML piece by piece and tells text from tags, comments, declarations, scripts and styles. A construct may
/// go on from one piece to the next.
class HtmlText {
 public:
  /// Told what is found, in order.
  class Sink {
   public:
    virtual ~Sink() = default;
    virtual void html_text(std::size_t begin, std::size_t end) = 0;
    virtual void html_reference(std::size_t begin, std::size_t end, std::string_view utf8) = 0;
    virtual void html_tag(const HtmlTag& tag, std::size_t end) = 0;
  };

  /// Bytes of `source` that are raw HTML.
  void feed(std::string_view source, std::size_t begin, std::size_t end, Sink& sink);
  /// A line ends here.
  void feed_line_end();
  /// Whether what comes is in a script, a style, a tag or a comment that has not ended.
  [[nodiscard]] bool hides_text() const { return state_ != State::Text; }
  [[nodiscard]] bool in_raw_element() const { return state_ == State::Raw; }
  void reset();

 private:
  enum class State : std::uint8_t { Text, Tag, Comment, Declaration, Raw };

  std::size_t feed_text(std::string_view source, std::size_t begin, std::size_t end, Sink& sink);
  std::size_t feed_markup(std::string_view source, std::size_t begin, std::size_t end);
  std::size_t feed_tag(std::string_view source, std::size_t begin, std::size_t end, Sink& sink);
  std::size_t feed_until(std::string_view source, std::size_t begin, std::size_t end, std::string_view stop);
  std::size_t feed_raw(std::string_view source, std::size_t begin, std::size_t end);
  void finish_tag(std::size_t end, Sink& sink);

  State state_ = State::Text;
  char quote_ = 0;             ///< Of the attribute value that the tag is in, or 0.
  bool before_value_ = false;  ///< The tag's last byte that is not white space is "=".
  std::string tag_;            ///< What there is of the tag, without brackets.
  std::string raw_name_;       ///< "script" or "style".
};

}  // namespace stet::read
