// SPDX-License-Identifier: Apache-2.0
#include "archive/journal.hpp"

#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::string_view kFirstLine = "stet-journal 1";
constexpr std::string_view kLastLine = "end";
constexpr std::string_view kNothing = "-";

std::string_view or_nothing(const std::string& text) { return text.empty() ? kNothing : std::string_view(text); }

std::string from_field(std::string_view field) { return field == kNothing ? std::string() : std::string(field); }

/// Takes the text up to `end` off the front of `rest`.
std::optional<std::string_view> take(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view field = rest.substr(0, at);
  rest.remove_prefix(at + 1);
  return field;
}

bool parse_file(std::string_view rest, Plan& plan) {
  const auto blob = take(rest, ' ');
  const auto found = blob ? take(rest, ' ') : std::nullopt;
  const auto place = found ? take(rest, ' ') : std::nullopt;
  if (!place || rest.empty()) return false;
  FileChange change{std::string(rest), from_field(*blob), from_field(*found)};
  change.beside = *place == "beside";
  plan.files.push_back(std::move(change));
  return true;
}

bool parse_line(std::string_view key, std::string_view value, Plan& plan) {
  if (key == "branch") plan.branch = value;
  if (key == "before") plan.before = value;
  if (key == "after") plan.after = value;
  if (key == "worktree") plan.worktree = value;
  if (key == "behind") plan.behind = value;
  if (key == "folder") plan.folders.emplace_back(value);
  return key != "file" || parse_file(value, plan);
}

}  // namespace

std::string format_plan(const Plan& plan) {
  std::string text =
      fmt::format("{}\nbranch {}\nbefore {}\nafter {}\n", kFirstLine, plan.branch, plan.before, plan.after);
  if (!plan.worktree.empty()) text += fmt::format("worktree {}\n", plan.worktree);
  if (!plan.behind.empty()) text += fmt::format("behind {}\n", plan.behind);
  for (const std::string& folder : plan.folders) text += fmt::format("folder {}\n", folder);
  for (const FileChange& file : plan.files) {
    text += fmt::format("file {} {} {} {}\n", or_nothing(file.blob), or_nothing(file.found),
                        file.beside ? "beside" : "tmp", file.path);
  }
  return text + std::string(kLastLine) + "\n";
}

std::optional<Plan> parse_plan(std::string_view text) {
  Plan plan;
  if (take(text, '\n') != kFirstLine) return std::nullopt;
  while (auto line = take(text, '\n')) {
    if (*line == kLastLine) return plan.branch.empty() || plan.after.empty() ? std::nullopt : std::optional(plan);
    const auto key = take(*line, ' ');
    if (!key || !parse_line(*key, *line, plan)) return std::nullopt;
  }
  return std::nullopt;
}

Result<void> write_journal(const Workshop& workshop, const Plan& plan) {
  const std::string waiting = workshop.temporary("journal");
  if (auto written = write_file(waiting, format_plan(plan)); !written) return written;
  if (auto synced = sync_file(waiting); !synced) return synced;
  if (auto renamed = rename_file(waiting, workshop.journal()); !renamed) return renamed;
  sync_folder(workshop.folder());
  return {};
}

Result<std::optional<Plan>> read_journal(const Workshop& workshop) {
  if (!status_of(workshop.journal())) return std::nullopt;
  const auto text = read_file(workshop.journal());
  if (!text) return std::unexpected(text.error());
  auto plan = parse_plan(*text);
  if (plan) return plan;
  return std::unexpected(Error{
      ErrorCode::Unsupported,
      "an unfinished publication that this version of stet cannot read: finish it with the stet that began it, or "
      "remove the file and look at `git status`",
      workshop.journal()});
}

std::vector<Abandoned> read_abandoned(const Workshop& workshop) {
  std::vector<Abandoned> all;
  const auto text = read_file(workshop.abandoned());
  for (std::size_t at = 0; text && at < text->size();) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string line = text->substr(at, end - at);
    const std::size_t space = line.find(' ');
    if (space != std::string::npos) all.push_back({line.substr(0, space), line.substr(space + 1)});
    at = end + 1;
  }
  return all;
}

Result<void> write_abandoned(const Workshop& workshop, const std::vector<Abandoned>& all) {
  if (all.empty()) {
    remove_file(workshop.abandoned());
    return {};
  }
  std::string text;
  for (const Abandoned& each : all) text += each.after + ' ' + each.before + '\n';
  const std::string waiting = workshop.temporary("abandoned");
  if (auto written = write_file(waiting, text); !written) return written;
  if (auto synced = sync_file(waiting); !synced) return synced;
  if (auto renamed = rename_file(waiting, workshop.abandoned()); !renamed) return renamed;
  sync_folder(workshop.folder());
  return {};
}

void clear_journal(const Workshop& workshop) {
  remove_file(workshop.journal());  // Should the power fail and the file be back, doing it all again changes nothing.
  remove_tree(workshop.temporary(""));
}

Result<void> make_temporaries(const Workshop& workshop) {
  remove_tree(workshop.temporary(""));
  return make_folders(workshop.objects());
}

}  // namespace stet::archive
