// SPDX-License-Identifier: Apache-2.0
#include "report/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/printable.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word_byte(char c) {
  return is_ascii_digit(c) || is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_hex(char c) { return is_ascii_digit(c) || (c >= 'a' && c <= 'f'); }

/// Parts a sign from what follows it, so that no site makes a link of both.
constexpr std::string_view kPart = "&#8203;";

/// Characters of ASCII that begin or end something in Markdown, wherever they stand.
constexpr std::string_view kMarkdownSigns = "\\`*_[]<>|~&$#{}!^=";

/// Git abbreviates an object's name to no fewer than these; sites make links of shorter ones nowhere.
constexpr std::size_t kShortestCommit = 7;

/// `:name:` at `position`: how many bytes, or 0.
std::size_t emoji_code(std::string_view text, std::size_t position) {
  std::size_t end = position + 1;
  while (end < text.size() && (is_ascii_letter(text[end]) || is_ascii_digit(text[end]) || text[end] == '_' ||
                               text[end] == '+' || text[end] == '-'))
    ++end;
  return end > position + 1 && end < text.size() && text[end] == ':' ? end + 1 - position : 0;
}

/// Bytes of a word at `position` that looks like a commit's name: hexadecimal, long enough, and no mere number.
std::size_t commit_name(std::string_view text, std::size_t position) {
  if (position > 0 && is_word_byte(text[position - 1])) return 0;
  std::size_t end = position;
  bool letter = false;
  while (end < text.size() && is_hex(text[end])) {
    letter = letter || !is_ascii_digit(text[end]);
    ++end;
  }
  const bool whole = end == text.size() || !is_word_byte(text[end]);
  return letter && whole && end - position >= kShortestCommit ? end - position : 0;
}

bool matches_word(std::string_view text, std::size_t position, std::string_view lower) {
  if (text.size() - position < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text.begin() + static_cast<std::ptrdiff_t>(position),
                    [](char want, char has) { return want == (has >= 'A' && has <= 'Z' ? has - 'A' + 'a' : has); });
}

/// Whether sites would make a reference of this sign and what follows.
bool begins_reference(std::string_view text, std::size_t position) {
  const char sign = text[position];
  const char next = position + 1 < text.size() ? text[position + 1] : ' ';
  switch (sign) {
    case '@':
      return true;
    case '#':
    case '!':
    case '&':
      return is_ascii_digit(next);
    case '[':  // GitLab shows {+ +} and [- -] as changes.
    case '{':
      return next == '+' || next == '-';
    case '^':
    case '~':
    case '%':
      return is_word_byte(next) || next == '"';
    default:
      return false;
  }
}

std::string escaped_for_command(std::string_view text, bool property) {
  std::string out;
  for (const char c : text::printable(text)) {
    if (c == '%')
      out += "%25";
    else if (property && c == ':')
      out += "%3A";
    else if (property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  const std::string shown = text::printable(text);
  for (std::size_t i = 0; i < shown.size();) {
    const unicode::CodePoint point = unicode::code_point_at(shown, i);
    switch (point.code) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '#':  // `##[…]` acts in some logs.
        out += "&#35;";
        break;
      case 0xFFFE:
      case 0xFFFF:
        unicode::append(out, unicode::kReplacement);
        break;
      default:
        out.append(shown, i, point.size);
    }
    i += point.size;
  }
  return out;
}

std::string markdown_text(std::string_view text) {
  std::string out;
  const std::string shown = text::printable(text);
  const std::string_view view = shown;
  for (std::size_t i = 0; i < view.size(); ++i) {
    const char c = view[i];
    if (const std::size_t commit = is_hex(c) ? commit_name(view, i) : 0; commit > 0) {
      out += c;
      out += kPart;
      out += view.substr(i + 1, commit - 1);
      i += commit - 1;
      continue;
    }
    if (kMarkdownSigns.find(c) != std::string_view::npos) out += '\\';
    out += c;
    const bool address = c == ':' && (view.substr(i).starts_with("://") || matches_word(view, i, ":mailto"));
    const bool scheme =
        c == ':' && i > 0 && (view.substr(0, i).ends_with("mailto") || view.substr(0, i).ends_with("xmpp"));
    const bool www = (c == 'w' || c == 'W') && i >= 2 && matches_word(view, i - 2, "www.");
    const bool issue = c == '-' && i >= 2 && matches_word(view, i - 2, "gh-");
    if (address || scheme || www || issue || begins_reference(view, i) || (c == ':' && emoji_code(view, i) > 0))
      out += kPart;
  }
  return out;
}

std::string code_span(std::string_view text) {
  const std::string shown = text::printable(text);
  // CommonMark 0.31, section 6.1: fenced by more backticks than stand together inside.
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : shown) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string_view space = longest > 0 ? " " : "";
  return fmt::format("{0}{1}{2}{1}{0}", fence, space, shown);
}

std::string sarif_text(std::string_view text) {
  std::string out;
  for (const char c : text::printable(text)) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    if (c == '{' || c == '}') out += c;
    out += c;
  }
  return out;
}

std::string path_uri(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain =
        is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string command_data(std::string_view text) { return escaped_for_command(text, false); }
std::string command_property(std::string_view text) { return escaped_for_command(text, true); }

std::string log_text(std::string_view output) {
  std::string out;
  bool at_beginning = true;
  for (std::size_t i = 0; i < output.size();) {
    const unicode::CodePoint sign = unicode::code_point_at(output, i);
    if (at_beginning && output.substr(i).starts_with("::")) out += "⟨⟩";
    // A runner takes white space of every kind off a line before it looks at it.
    const bool shows_nothing = unicode::is_space(sign.code) || unicode::is_ignorable(sign.code);
    at_beginning = sign.code == '\n' || (at_beginning && shows_nothing);
    out += output.substr(i, sign.size);
    i += sign.size;
    if (sign.code == '#' && i < output.size() && output[i] == '#') out += "⟨⟩";
  }
  return out;
}

std::string log_json(std::string_view json) {
  // Outside a string there is no such sign, and inside one it may always be written so.
  std::string out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '#' && i > 0 && json[i - 1] == '#')
      out += "\\u0023";
    else
      out += json[i];
  }
  return out;
}

}  // namespace stet::report
