// SPDX-License-Identifier: Apache-2.0
//
// libyaml's events, not its documents: an alias is an event like any other, so nothing can be blown up by expanding it,
// and memory is that of the values kept. Depth and size are bounded, since libyaml's cost grows with their product.
#include "read/front_matter.hpp"

#include <yaml.h>

#include <algorithm>
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

/// Keys that texts have for what INTERFACE.md calls otherwise.
std::string_view well_known_key(std::string_view key) {
  if (key == "lang") return "language";
  return key == "tags" ? "topics" : key;
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

  /// Nothing where the YAML is not one mapping; `failure()` says why.
  std::optional<std::vector<MetadataEntry>> entries() {
    std::vector<MetadataEntry> entries;
    // The stream's beginning, then the document's or the stream's end, then the document's node.
    if (!advance() || !advance()) return std::nullopt;
    if (type() == YAML_STREAM_END_EVENT) return entries;
    if (!advance()) return std::nullopt;
    if (type() == YAML_SCALAR_EVENT && event_->handle.data.scalar.length == 0) return entries;
    if (type() != YAML_MAPPING_START_EVENT) return std::nullopt;
    while (advance() && type() != YAML_MAPPING_END_EVENT) {
      auto key = node(1);
      if (!key || !advance()) return std::nullopt;
      auto value = node(1);
      if (!value) return std::nullopt;
      entries.push_back(entry(*key, *value));
    }
    if (!failure_.empty()) return std::nullopt;
    return entries;
  }

  /// Why the YAML is broken; empty for YAML that is something else than a mapping.
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  [[nodiscard]] yaml_event_type_t type() const { return event_->handle.type; }

  bool advance() {
    event_ = std::make_unique<Event>();
    if (yaml_parser_parse(&parser_.handle, &event_->handle) != 0) return true;
    const char* const problem = parser_.handle.problem;
    failure_ = problem == nullptr ? "it is no YAML" : problem;
    // Lines count from 0 there, and the opening line is not part of it.
    failure_ += " in line " + std::to_string(parser_.handle.problem_mark.line + 2);
    return false;
  }

  /// The node that the current event begins; afterwards its last event is the current one.
  std::optional<Value> node(std::size_t depth) {
    if (depth > kDepth) {
      failure_ = "it nests too deep";
      return std::nullopt;
    }
    switch (type()) {
      case YAML_SCALAR_EVENT:
        return Value{scalar(), false, {}};
      case YAML_ALIAS_EVENT:
        return Value{"*" + std::string(reinterpret_cast<const char*>(event_->handle.data.alias.anchor)), false, {}};
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
    failure_ = "a value is missing";
    return std::nullopt;
  }

  [[nodiscard]] std::string scalar() const {
    const auto& data = event_->handle.data.scalar;
    return on_one_line({reinterpret_cast<const char*>(data.value), data.length});
  }

  /// A node's text where it stands inside another.
  std::optional<std::string> inner(std::size_t depth) {
    const bool is_scalar = type() == YAML_SCALAR_EVENT;
    auto value = node(depth + 1);
    if (!value) return std::nullopt;
    return is_scalar ? in_flow_style(value->text) : std::move(value->text);
  }

  std::optional<Value> sequence(std::size_t depth) {
    Value list{"[", true, {}};
    while (advance() && type() != YAML_SEQUENCE_END_EVENT) {
      if (list.text.size() > 1) list.text += ", ";
      list.is_scalar_list = list.is_scalar_list && type() == YAML_SCALAR_EVENT;
      if (list.is_scalar_list && depth == 1) list.items.push_back(scalar());
      const auto item = inner(depth);
      if (!item) return std::nullopt;
      list.text += *item;
    }
    if (!failure_.empty()) return std::nullopt;
    list.text += ']';
    return list;
  }

  std::optional<Value> mapping(std::size_t depth) {
    Value map{"{", false, {}};
    while (advance() && type() != YAML_MAPPING_END_EVENT) {
      if (map.text.size() > 1) map.text += ", ";
      const auto key = inner(depth);
      if (!key || !advance()) return std::nullopt;
      const auto value = inner(depth);
      if (!value) return std::nullopt;
      map.text += *key + ": " + *value;
    }
    if (!failure_.empty()) return std::nullopt;
    map.text += '}';
    return map;
  }

  static MetadataEntry entry(const Value& key, const Value& value) {
    const std::string_view name = well_known_key(key.text);
    if (name != "topics" || !value.is_scalar_list) return {std::string(name), value.text};
    std::string topics;
    for (const std::string& item : value.items) topics.append(topics.empty() ? "" : "|").append(item);
    return {std::string(name), std::move(topics)};
  }

  Parser parser_;
  std::unique_ptr<Event> event_;
  std::string failure_;
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
    Reader reader(source.substr(yaml_begin, position - yaml_begin));
    if (auto entries = reader.entries()) {
      found.entries = *std::move(entries);
      found.end = next_line(source, position);
    } else if (!reader.failure().empty()) {
      found.broken = reader.failure();
    }
    return found;
  }
  return found;
}

const FrontMatter& FrontMatterMemory::of(std::string_view source, std::size_t begin) {
  // It ends with a line feed, so nothing behind it has a part in it.
  if (!bytes_.empty() && begin == begin_ && source.substr(begin).starts_with(bytes_)) return last_;
  last_ = front_matter(source, begin);
  begin_ = begin;
  bytes_ = last_.end > begin ? source.substr(begin, last_.end - begin) : std::string_view();
  if (!bytes_.ends_with('\n')) bytes_.clear();
  return last_;
}

}  // namespace stet::read
