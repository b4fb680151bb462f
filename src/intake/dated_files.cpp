// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "archive/history.hpp"
#include "archive/names.hpp"
#include "fmt/format.h"
#include "intake/files.hpp"
#include "intake/path_rule.hpp"
#include "stet/import.hpp"
#include "stet/read.hpp"
#include "text/iso_time.hpp"

namespace stet {
namespace {

namespace fs = std::filesystem;
using intake::DatedName;
using intake::PathRule;

/// A file that was found, and by which part of its path it is called.
struct Candidate {
  std::string path;      ///< As it can be opened.
  std::string relative;  ///< To the folder that was named; what a rule sees.
  std::string fallback;  ///< The name where a rule gives none.
  bool is_named = false;
};

class DatedFiles {
 public:
  explicit DatedFiles(std::optional<PathRule> rule) : rule_(std::move(rule)) {}

  Result<void> add(const std::string& path) {
    std::error_code fault;
    const fs::file_status status = fs::symlink_status(path, fault);
    if (fs::is_directory(status) || (fs::is_symlink(status) && fs::is_directory(path, fault))) return add_folder(path);
    if (auto there = intake::check_file(path); !there) return there;
    const fs::path typed = fs::path(path).lexically_normal();
    const bool is_below = typed.is_relative() && *typed.begin() != "..";
    const std::string relative = is_below ? typed.generic_string() : typed.filename().generic_string();
    return add_file({path, relative, typed.stem().string(), true});
  }

  Incoming incoming() && {
    auto paths = std::make_shared<const std::vector<std::string>>(std::move(paths_));
    incoming_.bytes = [paths](std::size_t version) { return intake::text_of((*paths)[version]); };
    incoming_.place = [paths](std::size_t version) { return (*paths)[version]; };
    return std::move(incoming_);
  }

 private:
  Result<void> add_folder(const std::string& folder) {
    std::error_code fault;
    std::vector<Candidate> found;
    const fs::path root(folder);
    const std::string fallback = fs::weakly_canonical(root, fault).filename().string();
    for (auto at = fs::recursive_directory_iterator(root, fault); at != fs::end(at); at.increment(fault)) {
      const std::string leaf = at->path().filename().string();
      const bool is_folder = at->is_directory(fault) && !at->is_symlink(fault);
      if (leaf.starts_with('.') && is_folder) at.disable_recursion_pending();
      if (leaf.starts_with('.') || is_folder || !is_document(leaf)) continue;
      found.push_back({at->path().string(), at->path().lexically_relative(root).generic_string(), fallback, false});
    }
    if (fault) return failure(ErrorCode::NotReadable, fmt::format("cannot be read: {}", fault.message()), folder);
    std::sort(found.begin(), found.end(),
              [](const Candidate& left, const Candidate& right) { return left.path < right.path; });
    for (const Candidate& candidate : found) {
      if (auto added = add_file(candidate); !added) return added;
    }
    return {};
  }

  [[nodiscard]] bool is_document(const std::string& leaf) const {
    return archive::is_document(leaf) || (rule_ && !rule_->ending().empty() && leaf.ends_with(rule_->ending()));
  }

  Result<void> add_file(const Candidate& file) {
    if (!seen_.insert(file.path).second) return {};
    auto there = intake::check_file(file.path);
    auto name = there ? name_of(file) : Result<DatedName>(std::unexpected(std::move(there).error()));
    if (!name && file.is_named) {
      Error error = std::move(name).error();
      error.place = file.path;
      return std::unexpected(std::move(error));
    }
    if (!name) {
      incoming_.not_read.push_back({file.path, name.error().message});
      return {};
    }
    // A text that was named itself is looked at now, before anything is written.
    if (file.is_named) {
      if (auto text = intake::text_of(file.path); !text) return std::unexpected(std::move(text).error());
    }
    incoming_.versions.push_back({file_index(name->name, file), name->published.value_or(0), false});
    paths_.push_back(file.path);
    return {};
  }

  /// By the path, else by what the text says of itself.
  Result<DatedName> name_of(const Candidate& file) const {
    auto matched = rule_ ? rule_->match(file.relative) : forms_.match(file.relative);
    if (matched && *matched && (*matched)->name.empty()) (*matched)->name = file.fallback;
    if (matched && *matched && (*matched)->published) return std::move(*matched);
    if (rule_ && !matched) return failure(ErrorCode::InvalidInput, "its path does not fit the rule of --map");
    if (const auto published = metadata_date(file.path)) {
      const bool has_name = matched && *matched;
      return DatedName{has_name ? (*matched)->name : std::string(archive::release_of(file.relative)), published};
    }
    if (matched && !*matched) return std::move(*matched);
    return failure(ErrorCode::InvalidInput,
                   "no date in its path or its metadata: --map says how paths are to be read, as in "
                   "--map '{name}/{date}'");
  }

  static std::optional<Timestamp> metadata_date(const std::string& path) {
    const auto source = Source::open(path);
    const auto document = source ? read_document(*source) : Result<Document>(std::unexpected(source.error()));
    if (!document) return std::nullopt;
    for (const char* const key : {"published", "date"}) {
      const auto value = document->meta(key);
      const auto time = value ? text::parse_iso_time(*value) : std::nullopt;
      if (time) return time;
    }
    return std::nullopt;
  }

  std::uint32_t file_index(const std::string& name, const Candidate& file) {
    const std::string_view leaf = archive::leaf_of(file.path);
    const std::string extension(leaf.substr(archive::stem_of(leaf).size()));
    const auto [slot, is_new] =
        indices_.try_emplace({name, extension}, static_cast<std::uint32_t>(incoming_.files.size()));
    if (is_new) incoming_.files.push_back({name, extension, file.path, file.is_named});
    return slot->second;
  }

  std::optional<PathRule> rule_;
  intake::UsualForms forms_;
  std::set<std::string> seen_;
  std::vector<std::string> paths_;  ///< Of each version.
  std::map<std::pair<std::string, std::string>, std::uint32_t> indices_;
  Incoming incoming_;
};

}  // namespace

Result<Incoming> read_dated_files(const std::vector<std::string>& paths, const std::string& rule) {
  std::optional<PathRule> parsed;
  if (!rule.empty()) {
    auto made = PathRule::parse(rule);
    if (!made) return std::unexpected(std::move(made).error());
    parsed = std::move(*made);
  }
  DatedFiles files(std::move(parsed));
  for (const std::string& path : paths) {
    if (auto added = files.add(path); !added) return std::unexpected(std::move(added).error());
  }
  return std::move(files).incoming();
}

}  // namespace stet
