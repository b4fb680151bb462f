// SPDX-License-Identifier: Apache-2.0
#include "cli/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "cli/output.hpp"

namespace stet::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kFormatOfEnding = {{{".txt", "text"},
                                                                                           {".md", "markdown"},
                                                                                           {".html", "html"},
                                                                                           {".json", "json"},
                                                                                           {".ndjson", "ndjson"},
                                                                                           {".sarif", "sarif"},
                                                                                           {".xml", "junit"}}};

/// FORMAT:FILE, where FORMAT is one that any command writes.
std::optional<OutputTarget> with_format(const std::string& typed) {
  const std::size_t colon = typed.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const std::string format = typed.substr(0, colon);
  if (std::ranges::find(report_formats(), format) == report_formats().end()) return std::nullopt;
  return OutputTarget{format, typed.substr(colon + 1)};
}

OutputTarget target_of(const std::string& typed, const CommonOptions& options) {
  if (const auto target = with_format(typed)) return *target;
  OutputTarget target{options.format, typed};
  if (options.format_given) return target;
  for (const auto& [ending, format] : kFormatOfEnding)
    if (typed.ends_with(ending)) target.format = format;
  return target;
}

namespace fs = std::filesystem;

/// Links and dots resolved as far as the path exists.
fs::path resolved(const std::string& path) {
  std::error_code none;
  return fs::weakly_canonical(fs::absolute(path, none), none);
}

bool same_place(const std::string& one, const std::string& other) {
  std::error_code none;
  return resolved(one) == resolved(other) || fs::equivalent(one, other, none);
}

/// Looked at before anything is written: the commonest reasons why a file cannot be.
Result<void> check_place(const std::string& file) {
  std::error_code none;
  if (fs::is_directory(file, none)) return failure(ErrorCode::CannotWrite, "is a folder: --output names a file", file);
  const fs::path folder = resolved(file).parent_path();
  if (fs::is_directory(folder, none)) return {};
  return failure(ErrorCode::CannotWrite, "cannot be written: its folder does not exist", file);
}

}  // namespace

const std::vector<std::string>& report_formats() {
  static const std::vector<std::string> formats = {"text",  "markdown", "html",        "json",  "ndjson",
                                                   "sarif", "junit",    "codequality", "github"};
  return formats;
}

Result<std::vector<OutputTarget>> output_targets(const std::vector<std::string>& typed, const CommonOptions& options,
                                                 const std::vector<std::string>& formats) {
  if (typed.empty()) return std::vector<OutputTarget>{{options.format, ""}};
  std::vector<OutputTarget> targets;
  for (const std::string& word : typed) {
    OutputTarget target = target_of(word, options);
    if (target.file.empty()) return failure(ErrorCode::InvalidInput, "--output names no file");
    if (std::ranges::find(formats, target.format) == formats.end())
      return failure(ErrorCode::InvalidInput, fmt::format("the format '{}' is not written here", target.format), word);
    for (const OutputTarget& other : targets)
      if (other.file.empty() ? target.file == "-" : same_place(other.file, target.file))
        return failure(ErrorCode::InvalidInput, "is named by --output twice: give each format a file of its own",
                       target.file == "-" ? "standard output" : target.file);
    if (target.file == "-") target.file.clear();
    targets.push_back(std::move(target));
  }
  return targets;
}

Result<void> write_outputs(const std::vector<OutputTarget>& targets,
                           const std::function<std::string(const OutputTarget&)>& make, const Context& context) {
  for (const OutputTarget& target : targets) {
    if (target.file.empty()) continue;
    if (auto possible = check_place(target.file); !possible) return possible;
  }
  std::vector<std::string> answers;
  for (const OutputTarget& target : targets) answers.push_back(make(target));
  for (const bool to_file : {true, false})
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (targets[i].file.empty() == to_file) continue;
      const bool for_person = targets[i].format == "text";
      Result<void> done = emit(answers[i], targets[i].file, for_person, context.streams, context.environment);
      if (!done) return done;
    }
  return {};
}

std::vector<std::string> whole_answers(const std::vector<OutputTarget>& targets) {
  std::vector<std::string> files;
  for (const std::string_view format : {"html", "text", "json", "ndjson"})
    for (const OutputTarget& target : targets)
      if (target.format == format && !target.file.empty()) files.push_back(target.file);
  return files;
}

}  // namespace stet::cli
