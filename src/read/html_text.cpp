// SPDX-License-Identifier: Apache-2.0
//
// A tag stripper after the HTML standard's tokenizer (section 13.2.5), reduced to what separates text from the rest:
//
//   <p class="a>b">Fees &amp; fines<!-- old --></p>      gives the tag p, "Fees & fines", the tag /p
//
// Wrong for a comment or a tag that Markdown itself ends at a blank line: what follows is text there too.
// Cost: each byte once.
#include "read/html_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "read/character_reference.hpp"
#include "read/scan.hpp"

namespace stet::read {
namespace {

/// HTML standard, 15.3: elements that are displayed as blocks, list items, or parts of tables.
constexpr std::array kBlockTags = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "body",    "caption",  "center",     "dd",     "details",
     "dialog",  "dir",     "div",   "dl",         "dt",      "fieldset", "figcaption", "figure", "footer",
     "form",    "h1",      "h2",    "h3",         "h4",      "h5",       "h6",         "head",   "header",
     "hgroup",  "hr",      "html",  "legend",     "li",      "main",     "menu",       "nav",    "ol",
     "option",  "p",       "pre",   "search",     "section", "summary",  "table",      "tbody",  "td",
     "tfoot",   "th",      "thead", "title",      "tr",      "ul"});
static_assert(std::is_sorted(kBlockTags.begin(), kBlockTags.end()));

/// A longer tag is not looked into: its text would be kept until it ends.
constexpr std::size_t kTagBytes = 16 * 1024;

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& byte : result) byte = lower(byte);
  return result;
}

/// With the character references in it decoded.
std::string attribute_text(std::string_view value) {
  std::string text;
  for (std::size_t position = 0; position < value.size();) {
    const std::size_t length = character_reference_length(value.substr(position));
    const auto decoded = length == 0 ? std::nullopt : character_reference(value.substr(position, length));
    if (decoded) {
      text += *decoded;
      position += length;
    } else {
      text += value[position++];
    }
  }
  return text;
}

/// The value of an attribute among `attributes`, which follow a tag's name.
std::string attribute(std::string_view attributes, std::string_view wanted) {
  const auto skip_blanks = [&] {
    while (!attributes.empty() && (is_blank(attributes.front()) || attributes.front() == '/'))
      attributes.remove_prefix(1);
  };
  const auto take = [&](std::size_t count) {
    const std::string_view taken = attributes.substr(0, count);
    attributes.remove_prefix(std::min(count, attributes.size()));
    return taken;
  };
  for (skip_blanks(); !attributes.empty(); skip_blanks()) {
    // An "=" in front of a name belongs to it, so that every round takes something.
    const std::string name = lower(take(std::min(attributes.find_first_of(" \t\r\n\f/=", 1), attributes.size())));
    skip_blanks();
    if (!attributes.starts_with('=')) {
      if (name == wanted) return {};
      continue;
    }
    take(1);
    while (!attributes.empty() && is_blank(attributes.front())) take(1);
    std::string_view value;
    if (attributes.starts_with('"') || attributes.starts_with('\'')) {
      const char quote = take(1).front();
      value = take(attributes.find(quote));
      take(1);
    } else {
      value = take(std::min(attributes.find_first_of(" \t\r\n\f"), attributes.size()));
    }
    if (name == wanted) return attribute_text(value);
  }
  return {};
}

}  // namespace

bool is_block_tag(std::string_view name) { return std::binary_search(kBlockTags.begin(), kBlockTags.end(), name); }

void HtmlText::reset() {
  state_ = State::Text;
  quote_ = 0;
  before_value_ = false;
  tag_.clear();
  raw_name_.clear();
}

void HtmlText::feed(std::string_view source, std::size_t begin, std::size_t end, Sink& sink) {
  while (begin < end) {
    switch (state_) {
      case State::Text:
        begin = feed_text(source, begin, end, sink);
        break;
      case State::Tag:
        begin = feed_tag(source, begin, end, sink);
        break;
      case State::Comment:
        begin = feed_until(source, begin, end, "-->");
        break;
      case State::Declaration:
        begin = feed_until(source, begin, end, ">");
        break;
      case State::Raw:
        begin = feed_raw(source, begin, end);
        break;
    }
  }
}

void HtmlText::feed_line_end() {
  if (state_ == State::Tag && tag_.size() < kTagBytes) tag_.push_back('\n');
}

std::size_t HtmlText::feed_text(std::string_view source, std::size_t begin, std::size_t end, Sink& sink) {
  const std::size_t stop = std::min(source.substr(0, end).find_first_of("<&", begin), end);
  if (stop > begin) sink.html_text(begin, stop);
  if (stop == end) return end;
  if (source[stop] == '&') {
    const std::size_t length = character_reference_length(source.substr(stop, end - stop));
    const auto decoded = length == 0 ? std::nullopt : character_reference(source.substr(stop, length));
    if (decoded) {
      sink.html_reference(stop, stop + length, *decoded);
      return stop + length;
    }
  } else if (const std::size_t after = feed_markup(source, stop, end); after != stop) {
    return after;
  }
  sink.html_text(stop, stop + 1);
  return stop + 1;
}

/// What "<" begins; `begin` itself where it begins nothing.
std::size_t HtmlText::feed_markup(std::string_view source, std::size_t begin, std::size_t end) {
  const std::string_view here = source.substr(begin, end - begin);
  if (here.starts_with("<!--")) {
    state_ = State::Comment;
    // "<!-->" and "<!--->" are whole comments.
    return begin + 2;
  }
  if (here.starts_with("<!") || here.starts_with("<?")) {
    state_ = State::Declaration;
    return begin + 2;
  }
  const std::size_t name = here.starts_with("</") ? 2 : 1;
  if (name >= here.size() || !is_letter(here[name])) return begin;
  state_ = State::Tag;
  quote_ = 0;
  before_value_ = false;
  tag_.clear();
  return begin + 1;
}

std::size_t HtmlText::feed_tag(std::string_view source, std::size_t begin, std::size_t end, Sink& sink) {
  for (std::size_t position = begin; position < end; ++position) {
    const char byte = source[position];
    if (byte == '>' && quote_ == 0) {
      finish_tag(position + 1, sink);
      return position + 1;
    }
    if (quote_ != 0) {
      if (byte == quote_) quote_ = 0;
    } else if (before_value_ && (byte == '"' || byte == '\'')) {
      quote_ = byte;
    }
    if (!is_blank(byte)) before_value_ = byte == '=';
    if (tag_.size() < kTagBytes) tag_.push_back(byte);
  }
  return end;
}

void HtmlText::finish_tag(std::size_t end, Sink& sink) {
  state_ = State::Text;
  HtmlTag tag;
  std::string_view rest = tag_;
  tag.closing = rest.starts_with('/');
  if (tag.closing) rest.remove_prefix(1);
  const std::size_t name_end = std::min(rest.find_first_of(" \t\r\n\f/"), rest.size());
  tag.name = lower(rest.substr(0, name_end));
  if (tag.name == "a" && !tag.closing) tag.href = attribute(rest.substr(name_end), "href");
  if (!tag.closing && (tag.name == "script" || tag.name == "style")) {
    state_ = State::Raw;
    raw_name_ = tag.name;
  }
  sink.html_tag(tag, end);
}

std::size_t HtmlText::feed_until(std::string_view source, std::size_t begin, std::size_t end, std::string_view stop) {
  const std::size_t found = source.substr(0, end).find(stop, begin);
  if (found == std::string_view::npos) return end;
  state_ = State::Text;
  return found + stop.size();
}

std::size_t HtmlText::feed_raw(std::string_view source, std::size_t begin, std::size_t end) {
  for (std::size_t position = begin; position < end; ++position) {
    position = std::min(source.substr(0, end).find("</", position), end);
    if (position + 2 + raw_name_.size() > end) return end;
    if (lower(source.substr(position + 2, raw_name_.size())) != raw_name_) continue;
    // The tag itself goes the way of all tags.
    state_ = State::Tag;
    quote_ = 0;
    before_value_ = false;
    before_value_ = false;
    tag_.clear();
    return position + 1;
  }
  return end;
}

}  // namespace stet::read
