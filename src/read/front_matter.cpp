// SPDX-License-Identifier: Apache-2.0
//
// libyaml's events, not its documents: an alias is an event like any other, so nothing can be blown up by expanding it,
// and memory is that of the values kept. Depth and size are bounded, since libyaml's cost grows with their product.
#include "read/front_matter.hpp"

#include <yaml.h>

#include <algorithm>
#include <array>
#include <expected>
#include <memory>
#include <utility>

#include "read/scan.hpp"

namespace stet::read {
namespace {

/// Front matter in the wild has some hundred bytes; its longest lists some thousand.
constexpr std::size_t kFrontMatterBytes = 256 * 1024;
constexpr std::size_t kDepth = 32;

struct Parser {
  explicit Parser(std::string_view yaml) {
    yaml_parser_initialize(&handle);
    yaml_parser_set_encoding(&handle, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&handle, reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size());
  }
  ~Parser() { yaml_parser_delete(&handle); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  yaml_parser_t handle;
};

struct Event {
  Event() = default;
  ~Event() { yaml_event_delete(&handle); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  yaml_event_t handle = {};
};

using Failure = std::string;

/// Text between two rules rather than front matter: no mistake.
constexpr std::string_view kNoMapping = "it is no list of keys and values";

std::string text_of(const yaml_char_t* text, std::size_t size) { return {reinterpret_cast<const char*>(text), size}; }

/// White space at either end goes, and runs of it that hold a line break are one space.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (std::size_t position = 0; position < text.size();) {
    if (!is_blank(text[position])) {
      line += text[position++];
      continue;
    }
    const std::size_t begin = position;
    while (position < text.size() && is_blank(text[position])) ++position;
    const std::string_view space = text.substr(begin, position - begin);
    if (begin == 0 || position == text.size()) continue;
    line += space.find_first_of("\n\r") == std::string_view::npos ? space : std::string_view(" ");
  }
  return line;
}

/// A plain scalar in flow style where that can be read back, else in double quotes.
std::string in_flow_style(const std::string& value) {
  const bool plain = !value.empty() && value.find_first_of(",[]{}#&*!|>'\"%@`") == std::string::npos &&
                     value.find(": ") == std::string::npos && value.back() != ':' && value.front() != '-' &&
                     value.front() != '?' && value.front() != ' ' && value.back() != ' ';
  if (plain) return value;
  std::string quoted = "\"";
  for (const char byte : value) {
    if (byte == '"' || byte == '\\') quoted += '\\';
    quoted += byte;
  }
  return quoted + '"';
}

/// The values of a top-level key: flat text, and the items where it is a list of scalars.
struct Value {
  std::string text;
  bool is_scalar_list = false;
  std::vector<std::string> items;
};

class Reader {
 public:
  explicit Reader(std::string_view yaml) : parser_(yaml) {}

  std::expected<std::vector<MetadataEntry>, Failure> entries() {
    if (auto next = advance(); !next) return std::unexpected(next.error());  // stream start
    if (auto next = advance(); !next) return std::unexpected(next.error());  // document start, or the end
    if (type() == YAML_STREAM_END_EVENT) return std::vector<MetadataEntry>{};
    if (auto next = advance(); !next) return std::unexpected(next.error());
    if (type() == YAML_SCALAR_EVENT && event_->handle.data.scalar.length == 0) return std::vector<MetadataEntry>{};
    if (type() != YAML_MAPPING_START_EVENT) return std::unexpected(std::string(kNoMapping));

    std::vector<MetadataEntry> entries;
    for (;;) {
      if (auto next = advance(); !next) return std::unexpected(next.error());
      if (type() == YAML_MAPPING_END_EVENT) break;
      auto key = node(1);
      if (!key) return std::unexpected(key.error());
      if (auto next = advance(); !next) return std::unexpected(next.error());
      auto value = node(1);
      if (!value) return std::unexpected(value.error());
      entries.push_back(entry(std::move(key->text), std::move(*value)));
    }
    return entries;
  }

 private:
  [[nodiscard]] yaml_event_type_t type() const { return event_->handle.type; }

  std::expected<void, Failure> advance() {
    event_ = std::make_unique<Event>();
    if (yaml_parser_parse(&parser_.handle, &event_->handle) != 0) return {};
    const char* const problem = parser_.handle.problem;
    return std::unexpected(std::string(problem == nullptr ? "it is no YAML" : problem) + " in line " +
                           std::to_string(parser_.handle.problem_mark.line + 2));
  }

  /// The node that the current event begins; afterwards its last event is the current one.
  std::expected<Value, Failure> node(std::size_t depth) {
    if (depth > kDepth) return std::unexpected("it nests too deep");
    switch (type()) {
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event_->handle.data.scalar;
        return Value{on_one_line(text_of(scalar.value, scalar.length)), false, {}};
      }
      case YAML_ALIAS_EVENT: {
        const char* const anchor = reinterpret_cast<const char*>(event_->handle.data.alias.anchor);
        return Value{"*" + std::string(anchor), false, {}};
      }
      case YAML_SEQUENCE_START_EVENT:
        return sequence(depth);
      case YAML_MAPPING_START_EVENT:
        return mapping(depth);
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_STREAM_END_EVENT:
      case YAML_DOCUMENT_START_EVENT:
      case YAML_DOCUMENT_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        break;
    }
    return std::unexpected("a value is missing");
  }

  /// A node's text where it stands inside another.
  std::expected<std::string, Failure> inner(std::size_t depth) {
    const bool scalar = type() == YAML_SCALAR_EVENT;
    auto value = node(depth + 1);
    if (!value) return std::unexpected(value.error());
    return scalar ? in_flow_style(value->text) : std::move(value->text);
  }

  std::expected<Value, Failure> sequence(std::size_t depth) {
    Value list{"[", true, {}};
    for (;;) {
      if (auto next = advance(); !next) return std::unexpected(next.error());
      if (type() == YAML_SEQUENCE_END_EVENT) break;
      if (list.text.size() > 1) list.text += ", ";
      list.is_scalar_list = list.is_scalar_list && type() == YAML_SCALAR_EVENT;
      if (list.is_scalar_list && depth == 1) {
        const auto& scalar = event_->handle.data.scalar;
        list.items.push_back(on_one_line(text_of(scalar.value, scalar.length)));
      }
      auto item = inner(depth);
      if (!item) return std::unexpected(item.error());
      list.text += *item;
    }
    list.text += ']';
    return list;
  }

  std::expected<Value, Failure> mapping(std::size_t depth) {
    Value map{"{", false, {}};
    for (;;) {
      if (auto next = advance(); !next) return std::unexpected(next.error());
      if (type() == YAML_MAPPING_END_EVENT) break;
      if (map.text.size() > 1) map.text += ", ";
      auto key = inner(depth);
      if (!key) return std::unexpected(key.error());
      if (auto next = advance(); !next) return std::unexpected(next.error());
      auto value = inner(depth);
      if (!value) return std::unexpected(value.error());
      map.text += *key + ": " + *value;
    }
    map.text += '}';
    return map;
  }

  static MetadataEntry entry(std::string key, Value value) {
    if (key == "lang") key = "language";
    if (key == "tags") key = "topics";
    if (key == "topics" && value.is_scalar_list) {
      value.text.clear();
      for (const std::string& item : value.items) value.text.append(value.text.empty() ? "" : "|").append(item);
    }
    return {std::move(key), std::move(value.text)};
  }

  Parser parser_;
  std::unique_ptr<Event> event_;
};

/// The line that begins here, without its line end and white space before that.
std::string_view line_of_marks(std::string_view source, std::size_t begin) {
  std::string_view line = source.substr(begin, next_line_end(source, begin, source.size()) - begin);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

}  // namespace

FrontMatter front_matter(std::string_view source, std::size_t begin) {
  FrontMatter found;
  if (line_of_marks(source, begin) != "---") return found;
  const std::size_t yaml_begin = next_line(source, begin);
  const std::size_t last = std::min(source.size(), yaml_begin + kFrontMatterBytes);
  for (std::size_t position = yaml_begin; position < last; position = next_line(source, position)) {
    const std::string_view line = line_of_marks(source, position);
    if (line != "---" && line != "...") continue;
    auto entries = Reader(source.substr(yaml_begin, position - yaml_begin)).entries();
    if (entries) {
      found.entries = *std::move(entries);
      found.end = next_line(source, position);
    } else if (entries.error() != kNoMapping) {
      found.broken = entries.error();
    }
    return found;
  }
  return found;
}

}  // namespace stet::read
