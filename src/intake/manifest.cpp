// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <map>
#include <memory>

#include "archive/files.hpp"
#include "archive/names.hpp"
#include "fmt/format.h"
#include "intake/files.hpp"
#include "stet/import.hpp"
#include "text/iso_time.hpp"

namespace stet {
namespace {

constexpr std::string_view kLine = "a line is a time, a release's name and a file, with tabs between";

/// ISO 8601, or whole seconds since 1970.
std::optional<Timestamp> manifest_time(std::string_view text) {
  Timestamp seconds = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (fault == std::errc() && end == text.data() + text.size()) return seconds;
  return text::parse_iso_time(text);
}

/// A manifest as it is read: the text stays, and its versions point into it.
class Manifest {
 public:
  explicit Manifest(std::string path) : path_(std::move(path)), folder_(archive::parent_of(path_) + "/") {}

  Result<void> read() {
    auto text = archive::read_file(path_);
    if (!text) return std::unexpected(std::move(text).error());
    text_ = std::make_shared<const std::string>(std::move(*text));
    std::string_view rest = *text_;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) continue;
      if (auto added = add(line); !added) return added;
    }
    return {};
  }

  Incoming incoming() && {
    auto files = std::make_shared<const std::vector<std::string_view>>(std::move(files_));
    const auto path_of = [text = text_, files, folder = folder_](std::size_t version) {
      const std::string_view file = (*files)[version];
      return file.starts_with('/') ? std::string(file) : folder + std::string(file);
    };
    incoming_.bytes = [path_of](std::size_t version) { return intake::text_of(path_of(version)); };
    incoming_.place = path_of;
    return std::move(incoming_);
  }

 private:
  Result<void> wrong(std::string message) const {
    return failure(ErrorCode::InvalidInput, std::move(message), place());
  }
  [[nodiscard]] std::string place() const { return fmt::format("{}:{}", path_, line_); }

  Result<void> add(std::string_view line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos || line.find('\t', second + 1) != std::string_view::npos) {
      return wrong(
          fmt::format("{} {} tabs: {}", second == std::string_view::npos ? "fewer than" : "more than", 2, kLine));
    }
    const std::string_view time = line.substr(0, first);
    const std::string_view name = line.substr(first + 1, second - first - 1);
    const std::string_view file = line.substr(second + 1);
    const auto published = manifest_time(time);
    if (!published) {
      return wrong(fmt::format("'{}' is no time: write 2018-02-28, 2018-02-28T15:58:07Z, or seconds since 1970", time));
    }
    const std::string path = file.starts_with('/') ? std::string(file) : folder_ + std::string(file);
    if (auto there = intake::check_file(path); !there) {
      return failure(there.error().code,
                     fmt::format("'{}' {}: mend the line, or take it out", file,
                                 there.error().code == ErrorCode::NotFound ? "is not there" : there.error().message),
                     place());
    }
    const std::string_view leaf = archive::leaf_of(file);
    const std::string_view extension = leaf.substr(archive::stem_of(leaf).size());
    incoming_.versions.push_back({file_index(name, extension), *published, false});
    files_.push_back(file);
    return {};
  }

  std::uint32_t file_index(std::string_view name, std::string_view extension) {
    const auto [slot, is_new] =
        indices_.try_emplace({name, extension}, static_cast<std::uint32_t>(incoming_.files.size()));
    if (is_new) incoming_.files.push_back({std::string(name), std::string(extension), place(), true});
    return slot->second;
  }

  std::string path_;
  std::string folder_;
  std::size_t line_ = 0;
  std::shared_ptr<const std::string> text_;
  std::vector<std::string_view> files_;  ///< Of each version.
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> indices_;
  Incoming incoming_;
};

}  // namespace

Result<Incoming> read_manifest(const std::string& path) {
  Manifest manifest(path);
  if (auto read = manifest.read(); !read) return std::unexpected(std::move(read).error());
  return std::move(manifest).incoming();
}

}  // namespace stet
