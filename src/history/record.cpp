// SPDX-License-Identifier: Apache-2.0
#include "history/record.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>

#include "history/fault.hpp"
#include "text/packed.hpp"

namespace stet::history {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

/// The two digits of each byte.
using Digits = std::array<char, 2>;
constexpr std::array<Digits, 256> kDigitsOf = [] {
  std::array<Digits, 256> digits{};
  for (std::size_t byte = 0; byte < 256; ++byte) digits[byte] = {kDigits[byte >> 4], kDigits[byte & 0xF]};
  return digits;
}();
const Digits& digits_of(char byte) { return kDigitsOf[static_cast<unsigned char>(byte)]; }

/// Hexadecimal digits take half their room as bytes; whatever else there might be stays as it is.
void pack_id(text::PackedWriter& writer, std::string_view hexadecimal) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
    const std::size_t high = kDigits.find(hexadecimal[i]);
    const std::size_t low = kDigits.find(hexadecimal[i + 1]);
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  writer.text(bytes);
}

/// Whether the bytes of an id are these digits.
bool is_id(std::string_view bytes, std::string_view hexadecimal) {
  if (hexadecimal.size() != 2 * bytes.size()) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (std::memcmp(hexadecimal.data() + 2 * i, digits_of(bytes[i]).data(), 2) != 0) return false;
  return true;
}

std::string hexadecimal(std::string_view bytes) {
  std::string digits(2 * bytes.size(), '0');
  char* out = digits.data();
  for (const char byte : bytes) out = std::ranges::copy(digits_of(byte), out).out;
  return digits;
}

void pack_version(text::PackedWriter& writer, const Version& version, const Version& before) {
  writer.number(version.number.value_or(0)).number(version.withdrawn ? 1 : 0);
  pack_id(writer, version.commit);
  pack_id(writer, version.blob);
  writer.text(version.path == before.path ? std::string_view() : std::string_view(version.path));
  writer.difference(version.published - before.published).difference(version.recorded - version.published);
  writer.text(version.source).text(version.note);
}

/// A version as it lies in the bytes.
struct PackedVersion {
  explicit PackedVersion(text::PackedReader& reader)
      : number(static_cast<std::uint32_t>(reader.number())),
        withdrawn(reader.number() != 0),
        commit(reader.text()),
        blob(reader.text()),
        path(reader.text()),
        published_after(reader.difference()),
        recorded_after(reader.difference()),
        source(reader.text()),
        note(reader.text()) {}

  std::uint32_t number;  ///< 0 for none.
  bool withdrawn;
  std::string_view commit;  ///< The id's bytes.
  std::string_view blob;
  std::string_view path;         ///< Empty for that of the version before.
  std::int64_t published_after;  ///< Seconds after the version before.
  std::int64_t recorded_after;   ///< Seconds after it was published.
  std::string_view source;
  std::string_view note;
};

Version unpack_version(text::PackedReader& reader, const Version& before) {
  const PackedVersion packed(reader);
  Version version;
  if (packed.number > 0) version.number = packed.number;
  version.withdrawn = packed.withdrawn;
  version.commit = hexadecimal(packed.commit);
  version.blob = hexadecimal(packed.blob);
  version.path = packed.path.empty() ? std::string_view(before.path) : packed.path;
  version.published = before.published + packed.published_after;
  version.recorded = version.published + packed.recorded_after;
  version.source = packed.source;
  version.note = packed.note;
  return version;
}

/// Passes over a version; whether it is of the same commit, text and number as this one.
bool is_version(text::PackedReader& reader, const Version& version) {
  const PackedVersion packed(reader);
  return packed.number == version.number.value_or(0) && is_id(packed.commit, version.commit) &&
         is_id(packed.blob, version.blob);
}

/// Passes over a record's versions; whether they are these.
bool has_versions(text::PackedReader& reader, const std::vector<Version>& versions) {
  return reader.count() == versions.size() &&
         std::ranges::all_of(versions, [&](const Version& version) { return is_version(reader, version); });
}

void pack_numbers(text::PackedWriter& writer, const std::vector<std::uint32_t>& numbers) {
  writer.number(numbers.size());
  std::int64_t last = 0;
  for (const std::uint32_t number : numbers) {
    writer.difference(number - last);
    last = number;
  }
}

void unpack_numbers(text::PackedReader& reader, std::vector<std::uint32_t>& numbers) {
  numbers.resize(reader.count());
  std::int64_t last = 0;
  for (std::uint32_t& number : numbers) number = static_cast<std::uint32_t>(last += reader.difference());
}

void append_numbers(text::PackedReader& reader, std::vector<std::uint32_t>& numbers) {
  std::int64_t last = 0;
  for (std::size_t left = reader.count(); left > 0; --left)
    numbers.push_back(static_cast<std::uint32_t>(last += reader.difference()));
}

void skip_numbers(text::PackedReader& reader) {
  for (std::size_t left = reader.count(); left > 0; --left) reader.number();
}

void pack_summary(text::PackedWriter& writer, const Summary& summary, const Bounded& bounded) {
  for (const std::size_t count : summary.kinds) writer.number(count);
  for (const std::size_t count : summary.severities) writer.number(count);
  writer.number(summary.also_moved).number(summary.metadata).number(summary.breaks);
  writer.number((bounded.sentences ? 1U : 0U) | (bounded.words ? 2U : 0U));
}

void unpack_summary(text::PackedReader& reader, Summary& summary, Bounded& bounded) {
  for (std::size_t& count : summary.kinds) count = reader.number();
  for (std::size_t& count : summary.severities) count = reader.number();
  summary.also_moved = reader.number();
  summary.metadata = reader.number();
  summary.breaks = reader.number();
  const std::uint64_t flags = reader.number();
  bounded = {.sentences = (flags & 1) != 0, .words = (flags & 2) != 0};
}

void skip_summary(text::PackedReader& reader) {
  const Summary summary;
  for (std::size_t left = summary.kinds.size() + summary.severities.size() + 4; left > 0; --left) reader.number();
}

/// Its blob is its version's.
void pack_step(text::PackedWriter& writer, const Step& step) {
  writer.number(step.markdown ? 1 : 0).text(step.unreadable).text(step.language).number(step.sentences);
  writer.number(step.blocks.size());
  for (const BlockRun& run : step.blocks) {
    writer.number(run.count);
    if (run.count > 0)
      writer.number(run.from);
    else
      pack_numbers(writer, run.fresh);
  }
  pack_numbers(writer, step.recut);
  writer.number(step.links.size());
  for (const Link& link : step.links) {
    writer.number(static_cast<unsigned>(link.kind) << 1 | (link.same_wording ? 1U : 0U));
    pack_numbers(writer, link.before);
    pack_numbers(writer, link.after);
  }
  pack_summary(writer, step.summary, step.bounded);
}

/// What of a step stands before its links: how its text came out of the one before. Put where another step was, whose
/// memory it takes over.
void unpack_text_step(text::PackedReader& reader, Step& step) {
  step.markdown = reader.number() != 0;
  step.unreadable = reader.text();
  step.language = reader.text();
  step.sentences = static_cast<std::uint32_t>(reader.number());
  step.blocks.resize(reader.count());
  for (BlockRun& run : step.blocks) {
    run.count = static_cast<std::uint32_t>(reader.number());
    run.from = run.count > 0 ? static_cast<std::uint32_t>(reader.number()) : 0;
    if (run.count > 0)
      run.fresh.clear();
    else
      unpack_numbers(reader, run.fresh);
  }
  unpack_numbers(reader, step.recut);
}

/// Passes over what of a step stands before its links, but for the numbers of each run of new blocks, which `read`
/// takes or passes over. Whether there is a text.
template <class Read>
bool read_text_step(text::PackedReader& reader, Read read) {
  reader.number();  // as what it was read
  const bool readable = reader.text().empty();
  reader.text();    // its language
  reader.number();  // its sentences
  for (std::size_t left = reader.count(); left > 0; --left) {
    if (reader.number() > 0)
      reader.number();
    else
      read(reader);
  }
  skip_numbers(reader);
  return readable;
}

void skip_links(text::PackedReader& reader) {
  for (std::size_t left = reader.count(); left > 0; --left) {
    reader.number();
    skip_numbers(reader);
    skip_numbers(reader);
  }
}

Step unpack_step(text::PackedReader& reader) {
  Step step;
  unpack_text_step(reader, step);
  step.links.resize(reader.count());
  for (Link& link : step.links) {
    const std::uint64_t kind = reader.number();
    link.kind = static_cast<ChangeKind>(kind >> 1);
    link.same_wording = (kind & 1) != 0;
    unpack_numbers(reader, link.before);
    unpack_numbers(reader, link.after);
  }
  unpack_summary(reader, step.summary, step.bounded);
  return step;
}

Error damaged() { return index_damaged("a release in the index is not what was stored"); }

std::vector<Version> read_versions(text::PackedReader& reader) {
  std::vector<Version> versions;
  const std::size_t count = reader.count();
  versions.reserve(count);
  const Version none;
  for (std::size_t i = 0; i < count && reader.ok(); ++i)
    versions.push_back(unpack_version(reader, versions.empty() ? none : versions.back()));
  return versions;
}

}  // namespace

bool same_versions(const std::vector<Version>& left, const std::vector<Version>& right) {
  const auto key = [](const Version& version) { return std::tie(version.commit, version.blob, version.number); };
  return std::ranges::equal(left, right, {}, key, key);
}

Result<std::vector<std::uint32_t>> blocks_after(const std::vector<BlockRun>& runs,
                                                const std::vector<std::uint32_t>& before) {
  std::size_t count = 0;
  for (const BlockRun& run : runs) count += run.count <= before.size() ? run.count + run.fresh.size() : 0;
  std::vector<std::uint32_t> blocks;
  blocks.reserve(count);
  for (const BlockRun& run : runs) {
    if (run.from > before.size() || run.count > before.size() - run.from) return std::unexpected(damaged());
    const auto from = before.begin() + run.from;
    blocks.insert(blocks.end(), from, from + run.count);
    blocks.insert(blocks.end(), run.fresh.begin(), run.fresh.end());
  }
  return blocks;
}

std::string pack(const Record& record) {
  text::PackedWriter writer;
  writer.number(record.versions.size());
  const Version* before = nullptr;
  const Version none;
  for (const Version& version : record.versions) {
    pack_version(writer, version, before != nullptr ? *before : none);
    before = &version;
  }
  writer.number(static_cast<unsigned>(record.depth)).number(record.steps.size());
  for (const Step& step : record.steps) pack_step(writer, step);
  return writer.take();
}

Result<std::vector<Version>> unpack_versions(std::string_view bytes) {
  text::PackedReader reader(bytes);
  std::vector<Version> versions = read_versions(reader);
  if (!reader.ok()) return std::unexpected(damaged());
  return versions;
}

StepCounts counts_of(const Step& step) { return {step.unreadable.empty(), step.summary, step.bounded}; }

Result<std::vector<StepCounts>> unpack_counts(std::string_view bytes, const std::vector<Version>& versions) {
  std::vector<StepCounts> counts;
  text::PackedReader reader(bytes);
  if (!has_versions(reader, versions) || static_cast<Depth>(reader.number()) < Depth::Counts) return counts;
  counts.resize(std::min(reader.count(), versions.size()));
  for (StepCounts& step : counts) {
    step.readable = read_text_step(reader, skip_numbers);
    skip_links(reader);
    unpack_summary(reader, step.summary, step.bounded);
  }
  if (!reader.ok() || !reader.at_end()) return std::unexpected(damaged());
  return counts;
}

Result<std::optional<PackedSteps>> PackedSteps::of(std::string_view bytes, const std::vector<Version>& versions) {
  text::PackedReader reader(bytes);
  if (!has_versions(reader, versions)) return std::nullopt;
  return behind_versions(reader, versions.size());
}

Result<std::optional<PackedSteps>> PackedSteps::of(std::string_view bytes) {
  text::PackedReader reader(bytes);
  const std::size_t versions = reader.count();
  for (std::size_t left = versions; left > 0; --left) PackedVersion{reader};
  return behind_versions(reader, versions);
}

Result<std::optional<PackedSteps>> PackedSteps::behind_versions(text::PackedReader reader, std::size_t versions) {
  reader.number();  // the depth: any has texts
  const std::size_t steps = reader.count();
  if (!reader.ok()) return std::unexpected(damaged());
  if (steps != versions) return std::nullopt;
  return PackedSteps(reader, steps);
}

Result<const Step*> PackedSteps::next() {
  if (left_ == 0) return nullptr;
  --left_;
  unpack_text_step(reader_, step_);
  skip_links(reader_);
  skip_summary(reader_);
  if (!reader_.ok()) return std::unexpected(damaged());
  return &step_;
}

Result<bool> PackedSteps::next_fresh(std::vector<std::uint32_t>& fresh) {
  fresh.clear();
  if (left_ == 0) return false;
  --left_;
  read_text_step(reader_, [&](text::PackedReader& reader) { append_numbers(reader, fresh); });
  skip_links(reader_);
  skip_summary(reader_);
  if (!reader_.ok()) return std::unexpected(damaged());
  return true;
}

Result<Record> unpack_record(std::string_view bytes) {
  text::PackedReader reader(bytes);
  Record record;
  record.versions = read_versions(reader);
  record.depth = static_cast<Depth>(reader.number());
  record.steps.resize(reader.count());
  for (Step& step : record.steps) step = unpack_step(reader);
  if (!reader.ok() || !reader.at_end() || record.steps.size() > record.versions.size())
    return std::unexpected(damaged());
  for (std::size_t i = 0; i < record.steps.size(); ++i) record.steps[i].blob = record.versions[i].blob;
  return record;
}

}  // namespace stet::history
