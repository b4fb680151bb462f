// SPDX-License-Identifier: Apache-2.0
//
// Notes, questions and tabs that site generators set apart, in the three ways they have of writing that by indentation:
//
//   !!! warning "Before you sign"      ??? note                  .. question:: Who may apply?
//                                                                    :level: 3
//       Read it all.                       Closed at first.
//                                                                    Anybody may.
//
// (Python-Markdown's admonitions and MkDocs' collapsible ones and tabs; directives of mistune and reStructuredText.) To
// CommonMark their bodies are indented code, each line for itself; to who reads the page they are text. The opening
// line is markup, but for its title, and so are the options below it.
//
// Case it gets wrong: a paragraph of prose that begins with "!!! " and has indented code behind it.
// Cost: a look at the lines that begin with one of four signs.
#include "read/directive.hpp"

#include <algorithm>
#include <array>

#include "read/scan.hpp"

namespace stet::read {
namespace {

/// So wide is the indentation of a body, against which the opening line may be a little further in.
constexpr std::size_t kIndent = 4;

bool is_name_letter(char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }
bool is_name_byte(char byte) {
  return is_name_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == ':' ||
         byte == '.';
}

std::string_view line_from(std::string_view text, std::size_t begin) {
  return text.substr(begin, next_line_end(text, begin, text.size()) - begin);
}

std::string_view without_blanks(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

/// Whether the next line that is not blank is further in than `column`, and as far as code would be.
bool has_body_behind(std::string_view text, std::size_t line, std::size_t column) {
  for (; line < text.size(); line = next_line(text, line)) {
    const std::string_view next = line_from(text, line);
    if (without_blanks(next).empty()) continue;
    const std::size_t indent = std::min(next.find_first_not_of(' '), next.size());
    return indent >= std::max(kIndent, column + 1) || next[indent] == '\t';
  }
  return false;
}

/// Below a directive whose body is code, or names what is no text.
bool is_of_code(std::string_view name) {
  constexpr std::array<std::string_view, 9> kOfCode{"code",    "code-block",     "sourcecode", "literalinclude", "math",
                                                    "doctest", "parsed-literal", "raw",        "csv-table"};
  return std::ranges::find(kOfCode, name) != kOfCode.end();
}

/// Whether a line is an option: ":level: 3".
bool is_option(std::string_view line) {
  const std::string_view option = without_blanks(line);
  if (option.size() == line.size() || !option.starts_with(':')) return false;
  const std::size_t colon = option.find(':', 1);
  return colon != std::string_view::npos && colon > 1 && is_name_letter(option[1]) &&
         (colon + 1 == option.size() || is_blank(option[colon + 1])) &&
         std::ranges::all_of(option.substr(1, colon - 1), is_name_byte);
}

/// What opens a directive, up to its title; nothing for an ordinary line.
struct Opening {
  std::string_view title;  ///< A part of the line.
  bool by_name = false;    ///< ".. name::", which is a directive without a body too.
};

/// .. question:: Who may apply?
std::optional<Opening> named(std::string_view line) {
  constexpr std::string_view kOpens = ".. ";
  const std::size_t end = line.find("::", kOpens.size());
  if (!line.starts_with(kOpens) || end == std::string_view::npos) return std::nullopt;
  const std::string_view name = line.substr(kOpens.size(), end - kOpens.size());
  if (name.empty() || !is_name_letter(name.front()) || !std::ranges::all_of(name, is_name_byte) || is_of_code(name))
    return std::nullopt;
  const std::string_view title = line.substr(end + 2);
  if (!title.empty() && !is_blank(title.front())) return std::nullopt;
  return Opening{without_blanks(title), true};
}

/// !!! warning "Before you sign"; what stands in the marks is the title, and without it there is none.
std::optional<Opening> marked(std::string_view line) {
  constexpr std::array<std::string_view, 7> kOpens{"!!! ", "???+ ", "??? ", "===! ", "===+ ", "=== ", "!!!+ "};
  const auto* const opens = std::ranges::find_if(kOpens, [&](std::string_view one) { return line.starts_with(one); });
  if (opens == kOpens.end()) return std::nullopt;
  const std::string_view rest = without_blanks(line.substr(opens->size()));
  const bool tab = line.front() == '=';
  if (rest.empty() || (tab ? rest.front() != '"' : !is_name_letter(rest.front()) && rest.front() != '"'))
    return std::nullopt;
  const std::size_t quote = rest.find('"');
  const std::string_view words = rest.substr(0, quote);
  if (!std::ranges::all_of(words, [](char byte) { return is_name_byte(byte) || byte == ' '; })) return std::nullopt;
  if (quote == std::string_view::npos) return Opening{rest.substr(rest.size())};
  const std::size_t last = rest.rfind('"');
  if (last == quote || last + 1 != rest.size()) return std::nullopt;
  return Opening{without_blanks(rest.substr(quote + 1, last - quote - 1))};
}

bool may_open(char byte) { return byte == '.' || byte == '!' || byte == '?' || byte == '='; }

}  // namespace

std::optional<Directive> directive_at(std::string_view markdown, std::size_t begin) {
  if (begin >= markdown.size() || !may_open(markdown[begin])) return std::nullopt;
  const std::string_view line = line_from(markdown, begin);
  const std::optional<Opening> opening = line.front() == '.' ? named(line) : marked(line);
  if (!opening) return std::nullopt;
  Directive directive;
  directive.title_begin = static_cast<std::size_t>(opening->title.data() - markdown.data());
  directive.title_end = directive.title_begin + opening->title.size();
  directive.end = next_line(markdown, begin);
  while (directive.end < markdown.size() && is_option(line_from(markdown, directive.end)))
    directive.end = next_line(markdown, directive.end);
  const std::size_t column = begin - after_last_line_end(markdown, begin);
  directive.has_body = has_body_behind(markdown, directive.end, column);
  if (!directive.has_body && !opening->by_name) return std::nullopt;
  return directive;
}

bool has_directive_body(std::string_view markdown) {
  constexpr std::array<std::string_view, 4> kSigns{"!!!", "???", "===", "::"};
  if (std::ranges::none_of(kSigns, [&](std::string_view sign) { return markdown.contains(sign); })) return false;
  for (std::size_t line = 0; line < markdown.size(); line = next_line(markdown, line)) {
    std::size_t at = line;
    while (at < markdown.size() && at < line + kIndent && markdown[at] == ' ') ++at;
    if (at == markdown.size() || !may_open(markdown[at])) continue;
    if (const auto directive = directive_at(markdown, at); directive && directive->has_body) return true;
  }
  return false;
}

}  // namespace stet::read
