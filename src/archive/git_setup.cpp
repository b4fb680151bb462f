// SPDX-License-Identifier: Apache-2.0
//
// git's configuration cannot hold marks, so a value is known as stet's by its form: a program in single quotes and then
// exactly what is written here. One that was edited has another form, is somebody's own, and stays.
#include "stet/git_setup.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "archive/files.hpp"
#include "archive/git_attributes.hpp"
#include "archive/process.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

namespace fs = std::filesystem;

struct Setting {
  std::string_view key;
  std::string_view value;  ///< Behind the program's path, or all of it.
  bool is_command = true;
};
constexpr std::array kSettings = {
    Setting{"diff.stet.command", " git diff-driver --"},
    Setting{"diff.stet.textconv", " git textconv --"},
    // Headings stand in the headers of hunks, as with git's own driver for Markdown.
    Setting{"diff.stet.xfuncname", "^ {0,3}#{1,6}[[:space:]].*", false},
    Setting{"difftool.stet.cmd", " git difftool -- \"$LOCAL\" \"$REMOTE\" \"$MERGED\""},
};

/// A key as a file has it.
struct Value {
  std::string file;
  std::string key;
  std::string value;
};

std::string in_single_quotes(const std::string& word) {
  std::string text = "'";
  for (const char byte : word) text += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  return text + "'";
}

std::string wanted_value(const Setting& setting, const std::string& program) {
  return (setting.is_command ? in_single_quotes(program) : std::string()) + std::string(setting.value);
}

bool is_stets(const Setting& setting, const std::string& value) {
  if (!setting.is_command) return value == setting.value;
  const std::size_t quoted = value.size() - std::min(value.size(), setting.value.size());
  return value.ends_with(setting.value) && quoted >= 2 && value.front() == '\'' && value[quoted - 1] == '\'';
}

/// git itself, on the repository or on the user's configuration.
class Git {
 public:
  explicit Git(const GitSetupRequest& request) {
    // A repository that was named is meant, whatever the environment says.
    if (!request.directory.empty())
      words_ = {"env", "-u", "GIT_DIR", "-u", "GIT_WORK_TREE", "-u", "GIT_COMMON_DIR", "git", "-C", request.directory};
    else
      words_ = {"git"};
    scope_ = request.global ? "--global" : "--local";
  }

  [[nodiscard]] Result<archive::Finished> run(std::vector<std::string> words) const {
    words.insert(words.begin(), words_.begin(), words_.end());
    auto finished = archive::run_program(words);
    if (!finished) return finished;
    // What `env` says where there is no such program.
    if (finished->status == 127) return failure(ErrorCode::NotFound, "cannot be run: it is not on the PATH", "git");
    return finished;
  }
  [[nodiscard]] Result<archive::Finished> config(std::vector<std::string> words) const {
    words.insert(words.begin(), {"config", scope_});
    return run(std::move(words));
  }

 private:
  std::vector<std::string> words_;
  std::string scope_;
};

Error git_failed(const archive::Finished& finished, std::string_view action) {
  return {ErrorCode::CannotWrite, fmt::format("{}: {}", action, archive::reason_of(finished)), {}};
}

/// "file:PATH", NUL, "key", line feed, "value", NUL, and so on.
std::vector<Value> parse_values(std::string_view text) {
  std::vector<Value> values;
  const auto take = [&] {
    const std::size_t end = std::min(text.find('\0'), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return piece;
  };
  while (!text.empty()) {
    const std::string_view origin = take();
    const std::string_view entry = take();
    const std::size_t line = std::min(entry.find('\n'), entry.size());
    values.push_back({std::string(origin.substr(std::min(origin.find(':') + 1, origin.size()))),
                      std::string(entry.substr(0, line)), std::string(entry.substr(std::min(line + 1, entry.size())))});
  }
  return values;
}

/// The user's file is named as git names it, the repository's is `config_file`: git tells that one's path from where it
/// went to.
Result<std::vector<Value>> read_values(const Git& git, const std::string& config_file) {
  const auto finished = git.config({"-z", "--show-origin", "--get-regexp", R"(^(diff|difftool)\.stet\.)"});
  if (!finished) return std::unexpected(finished.error());
  if (finished->status == 1) return std::vector<Value>();  // There is none.
  if (finished->status != 0) return std::unexpected(git_failed(*finished, "cannot read git's configuration"));
  std::vector<Value> values = parse_values(finished->out);
  if (!config_file.empty())
    for (Value& value : values) value.file = config_file;
  return values;
}

std::vector<Value> values_of(const std::vector<Value>& values, std::string_view key) {
  std::vector<Value> found;
  std::ranges::copy_if(values, std::back_inserter(found), [&](const Value& value) { return value.key == key; });
  return found;
}

std::string line_of(const Setting& setting, const std::string& value) {
  return fmt::format("{} = {}", setting.key, value);
}

GitSetupStep kept(const Setting& setting, const Value& value) {
  return {GitSetupStep::Kind::Kept, value.file, line_of(setting, value.value), "not stet's, so it stays as it is"};
}

Result<GitSetupStep> write_setting(const Git& git, const Setting& setting, const std::string& program,
                                   const std::vector<Value>& there) {
  const std::string wanted = wanted_value(setting, program);
  for (const Value& value : there)
    if (!is_stets(setting, value.value)) return kept(setting, value);
  if (there.size() == 1 && there.front().value == wanted)
    return GitSetupStep{GitSetupStep::Kind::Already, there.front().file, line_of(setting, wanted), {}};
  const auto finished = git.config({"--replace-all", std::string(setting.key), wanted});
  if (!finished) return std::unexpected(finished.error());
  if (finished->status != 0) return std::unexpected(git_failed(*finished, "cannot write git's configuration"));
  return GitSetupStep{GitSetupStep::Kind::Written, {}, line_of(setting, wanted), {}};
}

/// What git goes by in the end, where that comes from another file than the one that was written.
Result<std::vector<GitSetupStep>> overriding(const Git& git, const std::vector<GitSetupStep>& written) {
  const auto finished = git.run({"config", "-z", "--show-origin", "--get-regexp", R"(^(diff|difftool)\.stet\.)"});
  if (!finished) return std::unexpected(finished.error());
  std::vector<GitSetupStep> steps;
  const std::vector<Value> values = parse_values(finished->out);
  for (const Setting& setting : kSettings) {
    const std::vector<Value> there = values_of(values, setting.key);
    if (there.empty() || is_stets(setting, there.back().value)) continue;
    const std::string line = line_of(setting, there.back().value);
    if (std::ranges::any_of(written, [&](const GitSetupStep& step) { return step.line == line; })) continue;
    steps.push_back(
        {GitSetupStep::Kind::Kept, there.back().file, line, "not stet's, and it comes before what stet wrote"});
  }
  return steps;
}

/// A file in the git directory that all working trees of the repository share.
Result<std::string> repository_file(const Git& git, const GitSetupRequest& request, const char* name) {
  const auto finished = git.run({"rev-parse", "--path-format=absolute", "--git-path", name});
  if (!finished) return std::unexpected(finished.error());
  if (finished->status == 0) return finished->out.substr(0, finished->out.find_last_not_of('\n') + 1);
  if (finished->err.find("not a git repository") == std::string::npos)
    return std::unexpected(git_failed(*finished, "cannot open the repository"));
  return failure(ErrorCode::NotFound,
                 "no git repository here or above: `stet git setup --global` is for all of yours, --repo names one",
                 request.directory.empty() ? "." : request.directory);
}

Result<std::string> attributes_path(const Git& git, const GitSetupRequest& request) {
  if (!request.global) return repository_file(git, request, "info/attributes");
  for (const char* const scope : {"--global", "--system"}) {
    const auto finished = git.run({"config", scope, "-z", "--type=path", "--get", "core.attributesFile"});
    if (!finished) return std::unexpected(finished.error());
    if (finished->status == 0 && finished->out.size() > 1) return finished->out.substr(0, finished->out.find('\0'));
  }
  if (request.home_attributes.empty())
    return failure(ErrorCode::NotFound, "no home folder is set, so git has no attributes for all repositories");
  return request.home_attributes;
}

Result<archive::AttributesFile> read_attributes(const std::string& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return archive::AttributesFile();
  // A link into somebody's collection of settings is followed.
  const auto bytes = archive::read_file(fs::weakly_canonical(path, ignored).string());
  if (!bytes) return std::unexpected(bytes.error());
  return archive::parse_attributes(*bytes, path);
}

/// Beside its place first, then renamed over it, with the mode that it had.
Result<void> write_attributes(const std::string& path, const archive::AttributesFile& file) {
  std::error_code ignored;
  const std::string target = fs::weakly_canonical(path, ignored).string();
  const std::string bytes = archive::format_attributes(file);
  if (bytes.empty() && !fs::is_symlink(path, ignored)) {
    archive::remove_file(target);
    return {};
  }
  if (auto made = archive::make_folders(archive::parent_of(target)); !made) return made;
  const std::string temporary = target + ".stet-new";
  auto written = archive::write_file(temporary, bytes);
  const auto there = archive::status_of(target);
  if (written && there && ::chmod(temporary.c_str(), there->st_mode & 07777) != 0)
    written = std::unexpected(archive::system_error(ErrorCode::CannotWrite, "cannot give it its mode", temporary));
  if (written) written = archive::rename_file(temporary, target);
  if (!written) archive::remove_file(temporary);
  return written;
}

Result<std::vector<std::string>> attribute_lines(std::vector<std::string> patterns) {
  if (patterns.empty()) patterns = {"*.md", "*.markdown"};
  std::vector<std::string> lines;
  for (const std::string& pattern : patterns) {
    auto line = archive::attribute_line(pattern);
    if (!line) return std::unexpected(std::move(line).error());
    if (std::ranges::find(lines, *line) == lines.end()) lines.push_back(std::move(*line));
  }
  return lines;
}

/// Adds the lines that are not there; a step for each.
Result<void> add_attributes(const std::string& path, archive::AttributesFile file,
                            const std::vector<std::string>& lines, std::vector<GitSetupStep>& steps) {
  bool changed = false;
  for (const std::string& line : lines) {
    const bool there = std::ranges::find(file.lines, line) != file.lines.end();
    if (!there) file.lines.push_back(line);
    changed = changed || !there;
    steps.push_back({there ? GitSetupStep::Kind::Already : GitSetupStep::Kind::Written, path, line, {}});
    if (archive::is_overridden(file, line))
      steps.push_back(
          {GitSetupStep::Kind::Kept, path, line, "another line there gives these files another driver, and wins"});
  }
  return changed ? write_attributes(path, file) : Result<void>();
}

Result<GitSetupStep> remove_setting(const Git& git, const Setting& setting, const Value& value) {
  if (!is_stets(setting, value.value)) return kept(setting, value);
  const auto finished = git.config({"--fixed-value", "--unset-all", std::string(setting.key), value.value});
  if (!finished) return std::unexpected(finished.error());
  constexpr int kNoSuchValue = 5;  // It was there twice, and both are gone.
  if (finished->status != 0 && finished->status != kNoSuchValue)
    return std::unexpected(git_failed(*finished, "cannot write git's configuration"));
  return GitSetupStep{GitSetupStep::Kind::Removed, value.file, line_of(setting, value.value), {}};
}

/// Where things are written, and what is there.
struct Place {
  std::string config_path;  ///< The repository's; empty for the user's.
  std::string attributes_path;
  archive::AttributesFile attributes;
  std::vector<Value> values;
};

Result<Place> read_place(const Git& git, const GitSetupRequest& request) {
  auto config = request.global ? Result<std::string>() : repository_file(git, request, "config");
  if (!config) return std::unexpected(std::move(config).error());
  auto path = attributes_path(git, request);
  if (!path) return std::unexpected(std::move(path).error());
  auto attributes = read_attributes(*path);
  if (!attributes) return std::unexpected(std::move(attributes).error());
  auto values = read_values(git, *config);
  if (!values) return std::unexpected(std::move(values).error());
  return Place{std::move(*config), std::move(*path), std::move(*attributes), std::move(*values)};
}

}  // namespace

Result<std::vector<GitSetupStep>> set_up_git(const GitSetupRequest& request) {
  const auto lines = attribute_lines(request.patterns);
  if (!lines) return std::unexpected(lines.error());
  const Git git(request);
  auto place = read_place(git, request);
  if (!place) return std::unexpected(std::move(place).error());

  std::vector<GitSetupStep> steps;
  for (const Setting& setting : kSettings) {
    auto step = write_setting(git, setting, request.program, values_of(place->values, setting.key));
    if (!step) return std::unexpected(std::move(step).error());
    steps.push_back(std::move(*step));
  }
  const auto after = read_values(git, place->config_path);
  if (!after) return std::unexpected(after.error());
  for (GitSetupStep& step : steps)
    if (step.file.empty()) step.file = after->front().file;
  if (auto added = add_attributes(place->attributes_path, std::move(place->attributes), *lines, steps); !added)
    return std::unexpected(std::move(added).error());
  if (request.global) return steps;
  auto others = overriding(git, steps);
  if (!others) return others;
  steps.insert(steps.end(), others->begin(), others->end());
  return steps;
}

Result<std::vector<GitSetupStep>> remove_git_setup(const GitSetupRequest& request) {
  const Git git(request);
  auto place = read_place(git, request);
  if (!place) return std::unexpected(std::move(place).error());

  // The attributes first: a driver that nothing names does no harm.
  std::vector<GitSetupStep> steps;
  for (const std::string& line : place->attributes.lines)
    steps.push_back({GitSetupStep::Kind::Removed, place->attributes_path, line, {}});
  if (place->attributes.has_block) {
    place->attributes.lines.clear();
    if (auto written = write_attributes(place->attributes_path, place->attributes); !written)
      return std::unexpected(std::move(written).error());
  }
  for (const Setting& setting : kSettings) {
    for (const Value& value : values_of(place->values, setting.key)) {
      auto step = remove_setting(git, setting, value);
      if (!step) return std::unexpected(std::move(step).error());
      steps.push_back(std::move(*step));
    }
  }
  return steps;
}

}  // namespace stet
