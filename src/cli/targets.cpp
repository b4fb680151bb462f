// SPDX-License-Identifier: Apache-2.0
#include "cli/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/versions.hpp"
#include "text/iso_time.hpp"

namespace stet::cli {
namespace {

DocumentSide file_side(const std::string& path) {
  return {.label = path, .version = {}, .commit = "", .path = path, .published = ""};
}

Result<std::vector<Pair>> two_files(const std::string& before, const std::string& after, const CommonOptions& options,
                                    const Context& context) {
  if (before == "-" && after == "-") return std::unexpected(usage_error("standard input (-) can be one side only"));
  Pair pair{.name = after == "-" ? before : after,
            .before_side = file_side(before),
            .after_side = file_side(after),
            .before = open_source(before, options, context.streams.in),
            .after = open_source(after, options, context.streams.in)};
  std::vector<Pair> pairs;
  pairs.push_back(std::move(pair));
  return pairs;
}

DocumentSide version_side(const Release& release, const Version& version) {
  return {.label = label_of(release, version),
          .version = version.number,
          .commit = version.commit,
          .path = version.path,
          .published = text::format_iso_time(version.published)};
}

Result<Pair> version_pair(const Archive& archive, const Release& release, const Version& before, const Version& after,
                          const CommonOptions& options) {
  return Pair{.name = release.name,
              .before_side = version_side(release, before),
              .after_side = version_side(release, after),
              .before = read_version(archive, release, before, options),
              .after = read_version(archive, release, after, options),
              .renamed_from = release.follows_renames && before.path != after.path ? before.path : std::string()};
}

/// The version that comes just before, in the order of publication.
Result<Version> version_before(const Release& release, const Version& version) {
  const std::vector<Version> states = recorded_versions(release);
  const auto found = std::ranges::find(states, version.number, &Version::number);
  if (found != states.end() && found != states.begin()) return *std::prev(found);
  return std::unexpected(Error{.code = ErrorCode::NotFound,
                               .message = fmt::format("'{}' has no version before version {} to compare it with",
                                                      release.name, version.number.value_or(0)),
                               .place = ""});
}

/// "1..3", "2" (with the one before it), "" (the last two).
Result<std::vector<Pair>> two_versions(const Archive& archive, const Release& release, const std::string& selector,
                                       const CommonOptions& options) {
  const std::size_t dots = selector.find("..");
  const std::string after_selector = dots == std::string::npos ? selector : selector.substr(dots + 2);
  const Result<Version> after = Archive::select(release, after_selector);
  if (!after) return std::unexpected(after.error());
  const Result<Version> before =
      dots == std::string::npos ? version_before(release, *after) : Archive::select(release, selector.substr(0, dots));
  if (!before) return std::unexpected(before.error());
  Result<Pair> pair = version_pair(archive, release, *before, *after, options);
  if (!pair) return std::unexpected(pair.error());
  std::vector<Pair> pairs;
  pairs.push_back(std::move(*pair));
  return pairs;
}

Result<Source> typed(Result<Source> source, const CommonOptions& options) {
  const std::optional<TextType> type = requested_type(options);
  if (!source || !type) return source;
  return source->with_type(*type);
}

Result<std::vector<Pair>> range(const Archive& repository, const RangeRequest& request, const CommonOptions& options) {
  Result<RangeChanges> changes = changed_documents(repository, request);
  if (!changes) return std::unexpected(std::move(changes).error());
  std::vector<Pair> pairs;
  for (ChangedPath& path : changes->paths) {
    const std::string& name = path.after_path.empty() ? path.before_path : path.after_path;
    const bool renamed = !path.before_path.empty() && !path.after_path.empty() && path.before_path != path.after_path;
    pairs.push_back({.name = name,
                     .before_side = {.label = changes->before_label,
                                     .version = {},
                                     .commit = changes->before_commit,
                                     .path = path.before_path,
                                     .published = ""},
                     .after_side = {.label = changes->after_label,
                                    .version = {},
                                    .commit = changes->after_commit,
                                    .path = path.after_path,
                                    .published = ""},
                     .before = typed(std::move(path.before), options),
                     .after = typed(std::move(path.after), options),
                     .named = std::ranges::find(request.paths, name) != request.paths.end(),
                     .renamed_from = renamed ? path.before_path : std::string()});
  }
  return pairs;
}

Result<std::vector<std::string>> repository_paths(const Archive& repository,
                                                  const std::vector<std::string>& typed_paths,
                                                  const CommonOptions& options) {
  std::vector<std::string> paths;
  for (const std::string& typed_path : typed_paths) {
    Result<std::string> path = repository_path(repository, typed_path, options);
    if (!path) return std::unexpected(std::move(path).error());
    paths.push_back(std::move(*path));
  }
  return paths;
}

/// Whether a word is a path from the reader's folder and nothing else.
bool is_from_here(std::string_view word) {
  return word == "." || word == ".." || word.starts_with("./") || word.starts_with("../");
}

/// The release that a word names, its version cut off.
Result<Release> cut_release(const ReleaseLookup& lookup, const std::string& word, std::string& selector) {
  selector.clear();
  Result<Release> release = lookup(word);
  if (release || release.error().code != ErrorCode::NotFound) return release;
  for (std::size_t at = word.rfind('@'); at != std::string::npos && at > 0; at = word.rfind('@', at - 1)) {
    Result<Release> cut = lookup(word.substr(0, at));
    if (cut) {
      selector = word.substr(at + 1);
      return cut;
    }
    // The error names what was meant: the release without its version.
    release = std::move(cut);
  }
  return release;
}

/// One word without `--`: NAME or NAME@V, then a revision or range, then a document's path.
Result<std::vector<Pair>> one_word(const Archive& repository, const std::string& word, RangeRequest request,
                                   const CommonOptions& options) {
  std::string selector;
  const Result<Release> release = find_release(repository, word, selector, options);
  if (release) return two_versions(repository, *release, selector, options);
  if (options.follow) return std::unexpected(release.error());
  request.range = word;
  Result<std::vector<Pair>> pairs =
      is_from_here(word) ? std::unexpected(release.error()) : range(repository, request, options);
  if (pairs || pairs.error().code != ErrorCode::NotFound) return pairs;
  std::error_code ignored;
  if (std::filesystem::exists(word, ignored)) {
    const Result<std::string> path = repository_path(repository, word, options);
    if (!path) return std::unexpected(path.error());
    request.range.clear();
    request.paths = {*path};
    return range(repository, request, options);
  }
  // A word with an @ that is no revision names a release: that error says most.
  if (repository.is_archive() && (word.find('@') != std::string::npos || word.find("..") == std::string::npos))
    return std::unexpected(release.error());
  return pairs;
}

}  // namespace

Result<Source> open_source(const std::string& path, const CommonOptions& options, std::istream& in) {
  if (path != "-") return Source::open(path, requested_type(options));
  auto read = standard_input(in);
  if (!read) return std::unexpected(std::move(read).error());
  std::string& bytes = *read;
  return Source::of(std::move(bytes), "standard input", requested_type(options).value_or(TextType::Plain));
}

Result<void> refuse_empty_words(const std::vector<std::string>& words, const Context& context) {
  for (const std::vector<std::string>* typed : {&words, &context.paths})
    if (std::ranges::find(*typed, std::string()) != typed->end())
      return std::unexpected(usage_error("an empty word names nothing: leave it out, or say what was meant"));
  return {};
}

Result<std::string> repository_path(const Archive& repository, const std::string& typed_path,
                                    const CommonOptions& options) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path root = fs::weakly_canonical(repository.directory(), failed);
  const fs::path base = fs::weakly_canonical(repository_directory(options), failed);
  // In a bare repository there is no folder to be in: paths count from the root.
  const fs::path whole = repository.is_bare() ? root / typed_path : base / typed_path;
  const std::string relative = whole.lexically_normal().lexically_relative(root).generic_string();
  if (relative.empty() || relative == ".." || relative.starts_with("../"))
    return std::unexpected(Error{.code = ErrorCode::InvalidInput,
                                 .message = "lies outside the repository " + root.string(),
                                 .place = typed_path});
  return relative == "." ? std::string() : relative;
}

Result<std::vector<std::string>> names_here(const Archive& repository, const std::string& word,
                                            const CommonOptions& options) {
  const Result<std::string> path = repository_path(repository, word, options);
  if (is_from_here(word)) {
    if (!path) return std::unexpected(path.error());
    if (!path->empty()) return std::vector{*path};
    return std::unexpected(Error{.code = ErrorCode::NotFound,
                                 .message = fmt::format("'{}' is a folder: name a document in it", word),
                                 .place = ""});
  }
  if (!path || path->empty() || *path == word) return std::vector{word};
  return std::vector{word, *path};
}

Result<Release> find_release(const Archive& repository, const ReleaseLookup& lookup, const std::string& word,
                             std::string& selector, const CommonOptions& options) {
  const Result<std::vector<std::string>> names = names_here(repository, word, options);
  if (!names) return std::unexpected(names.error());
  Result<Release> release = cut_release(lookup, names->front(), selector);
  if (release || release.error().code != ErrorCode::NotFound || names->size() < 2) return release;
  Result<Release> here = cut_release(lookup, names->back(), selector);
  return here ? here : release;
}

Result<Release> find_release(const Archive& repository, const std::string& word, std::string& selector,
                             const CommonOptions& options) {
  const auto lookup = [&](const std::string& name) { return repository.release(name, options.follow); };
  return find_release(repository, lookup, word, selector, options);
}

void warn_of_follow(const Archive& archive, const CommonOptions& options, const Context& context) {
  if (options.follow && archive.is_archive())
    warn("", "a release keeps its name in an archive: --follow finds no more versions", context.streams);
}

Result<Targets> resolve_targets(const std::vector<std::string>& words, bool staged, const CommonOptions& options,
                                const Context& context) {
  if (auto named = refuse_empty_words(words, context); !named) return std::unexpected(std::move(named).error());
  if (options.follow && (words.size() != 1 || staged || context.had_separator))
    return std::unexpected(usage_error("--follow is for versions of one document: give its path, or PATH@V1..V2"));
  if (words.size() == 2 && !staged && !context.had_separator) {
    Result<Settings> settings = named_settings(options);
    if (!settings) return std::unexpected(std::move(settings).error());
    Result<std::vector<Pair>> pairs = two_files(words[0], words[1], options, context);
    if (!pairs) return std::unexpected(std::move(pairs).error());
    return Targets{std::move(*pairs), std::move(*settings)};
  }
  if (words.size() > 1)
    return std::unexpected(
        usage_error("too many words: give two files, or one release, revision or range, and paths behind --"));
  const Result<Archive> repository = open_for_comparison(options, context.environment);
  if (!repository) return std::unexpected(repository.error());
  Result<std::vector<std::string>> paths = repository_paths(*repository, context.paths, options);
  if (!paths) return std::unexpected(std::move(paths).error());
  Result<Settings> settings = project_settings(options, *repository, "");
  if (!settings) return std::unexpected(std::move(settings).error());
  RangeRequest request{.range = words.empty() ? std::string() : words[0], .staged = staged, .paths = std::move(*paths)};
  request.fetch = options.fetch;
  request.also_document = [policy = settings->policy](std::string_view path) {
    return names_as_document(policy, path);
  };
  warn_of_follow(*repository, options, context);
  const bool one = words.size() == 1 && !staged && !context.had_separator;
  Result<std::vector<Pair>> pairs =
      one ? one_word(*repository, words[0], std::move(request), options) : range(*repository, request, options);
  if (!pairs) return std::unexpected(std::move(pairs).error());
  // A bare repository has the settings of what is compared; which files are documents there, HEAD's say.
  if (repository->is_bare() && !pairs->empty())
    settings = project_settings(options, *repository, pairs->front().after_side.commit);
  if (!settings) return std::unexpected(std::move(settings).error());
  return Targets{std::move(*pairs), std::move(*settings)};
}

}  // namespace stet::cli
