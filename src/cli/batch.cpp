// SPDX-License-Identifier: Apache-2.0
#include "cli/batch.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <istream>
#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "compare.hpp"
#include "unicode/utf8.hpp"

namespace stet::cli {
namespace {

using Json = nlohmann::json;

/// One side of a pair as its line has it: a file's path, or the text itself.
struct BatchSide {
  std::string path;
  std::optional<std::string> text;
  std::string label;
  std::string type;
};

struct BatchPair {
  std::string name;
  BatchSide before;
  BatchSide after;
};

Error bad_line(std::size_t line, std::string message) {
  return {ErrorCode::InvalidInput, std::move(message), fmt::format("standard input:{}", line)};
}

/// The string under a key; an empty one where there is none.
Result<std::string> string_at(const Json& object, const char* key, std::size_t line) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::string();
  if (!found->is_string()) return std::unexpected(bad_line(line, fmt::format("\"{}\" is no string", key)));
  return found->get<std::string>();
}

Result<BatchSide> side_of(const Json& value, const char* key, std::size_t line) {
  BatchSide side;
  if (value.is_string()) {
    side.path = side.label = value.get<std::string>();
    return side;
  }
  if (!value.is_object())
    return std::unexpected(
        bad_line(line, fmt::format("\"{}\" is neither a path nor an object with \"path\" or \"text\"", key)));
  for (const auto& [name, ignored] : value.items())
    if (name != "path" && name != "text" && name != "label" && name != "type")
      return std::unexpected(
          bad_line(line, fmt::format("\"{}\" has \"{}\": path, text, label and type are known", key, name)));
  const auto path = string_at(value, "path", line);
  const auto text = string_at(value, "text", line);
  const auto label = string_at(value, "label", line);
  const auto type = string_at(value, "type", line);
  for (const auto* given : {&path, &text, &label, &type})
    if (!*given) return std::unexpected(given->error());
  const bool has_text = value.contains("text");
  if (has_text == !path->empty())
    return std::unexpected(bad_line(line, fmt::format("\"{}\" needs either \"path\" or \"text\"", key)));
  if (!type->empty() && *type != "text" && *type != "markdown")
    return std::unexpected(bad_line(line, fmt::format("\"type\" is \"{}\": text and markdown are known", *type)));
  side.path = *path;
  if (has_text) side.text = *text;
  side.label = label->empty() ? (path->empty() ? std::string(key) : *path) : *label;
  side.type = *type;
  return side;
}

Result<BatchPair> pair_of(const std::string& text, std::size_t line) {
  const Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded() || !value.is_object())
    return std::unexpected(bad_line(line, "is no JSON object: one pair a line, {\"before\": …, \"after\": …}"));
  for (const auto& [name, ignored] : value.items())
    if (name != "name" && name != "before" && name != "after")
      return std::unexpected(bad_line(line, fmt::format("\"{}\" is not known: name, before and after are", name)));
  BatchPair pair;
  auto name = string_at(value, "name", line);
  if (!name) return std::unexpected(std::move(name).error());
  for (const char* key : {"before", "after"}) {
    if (!value.contains(key)) return std::unexpected(bad_line(line, fmt::format("has no \"{}\"", key)));
    auto side = side_of(value[key], key, line);
    if (!side) return std::unexpected(std::move(side).error());
    (key == std::string_view("before") ? pair.before : pair.after) = std::move(*side);
  }
  pair.name = name->empty() ? pair.after.label : std::move(*name);
  return pair;
}

Result<Source> source_of(const BatchSide& side, const CommonOptions& options) {
  std::optional<TextType> type = requested_type(options);
  if (!type && !side.type.empty()) type = side.type == "markdown" ? TextType::Markdown : TextType::Plain;
  if (!side.text) {
    auto source = Source::open(side.path, type);
    return source ? Result<Source>(source->with_label(side.label)) : source;
  }
  return Source::of(*side.text, side.label, type.value_or(type_of_path(side.label)));
}

DocumentSide described(const BatchSide& side) {
  return {.label = side.label, .version = {}, .commit = "", .path = side.path, .published = ""};
}

/// The report of one pair; a side that cannot be read is listed in it.
Report compared(const BatchPair& pair, const CommonOptions& options, const DiffOptions& diff_options, Shared& shared) {
  Report report;
  const auto before = source_of(pair.before, options);
  const auto after = source_of(pair.after, options);
  auto comparison = !before  ? Result<Comparison>(std::unexpected(before.error()))
                    : !after ? Result<Comparison>(std::unexpected(after.error()))
                             : compare_sources(*before, *after, diff_options, shared);
  if (!comparison) {
    const Error& error = comparison.error();
    report.not_read.push_back({error.place.empty() ? pair.name : error.place, error.message});
    return report;
  }
  report.documents.push_back({pair.name, described(pair.before), described(pair.after), std::move(comparison->diff)});
  return report;
}

}  // namespace

Result<ExitStatus> run_batch(const CommonOptions& options, const Settings& settings, const Context& context) {
  const DiffOptions comparison = diff_options(options, settings);
  const ReportFilter filter = report_filter(options, "ndjson");
  Shared shared(comparison.segment);
  std::size_t line = 0;
  std::size_t pairs = 0;
  std::size_t unread = 0;
  errno = 0;
  for (std::string text; std::getline(context.streams.in, text);) {
    ++line;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto pair = pair_of(text, line);
    if (!pair) return std::unexpected(pair.error());
    const Report report = compared(*pair, options, comparison, shared);
    ++pairs;
    if (report.documents.empty()) ++unread;
    // A line for each pair, also where there is nothing to compare.
    const std::string out = report.documents.empty() ? write_json(report, filter) : write_ndjson(report, filter);
    const auto done = stream([&](const ReportSink& sink) { sink(out); }, context.streams);
    if (!done) return std::unexpected(done.error());
  }
  if (context.streams.in.bad()) return std::unexpected(unreadable_input());
  if (unread == 0) return ExitStatus::Fine;
  return failure(ErrorCode::NotReadable, fmt::format("{} of {} pairs could not be read: their lines say why under "
                                                     "\"not_read\"",
                                                     unread, pairs));
}

}  // namespace stet::cli
