// SPDX-License-Identifier: Apache-2.0
//
// Idea: a text holds a phrase where one of its blocks does, and versions share most blocks. So of each text only the
// window in which it differs from the one before is read; where the blocks that hold the phrase stand is carried over.
// A window, or a part of one, whose bytes cannot hold a long word of the phrase, however they are marked up, is not
// read at all, and a text that came before is not even fetched. Nor is one read while a block outside of it holds the
// phrase: the version then holds it whatever the window says. Nor is more read of one than up to a block that does, and
// nothing where the phrase stands in it as plain words.
// Only when the last block goes that is known to hold it is the text looked through again.
#include "history/direct_search.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include "read/chain.hpp"
#include "read/markdown_window.hpp"
#include "read/part_memory.hpp"
#include "segment/segmenter.hpp"
#include "text/hash.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet::history {
namespace {

/// Bytes of parts that are remembered because they cannot hold the phrase: several versions of a long policy.
constexpr std::size_t kRemembered = std::size_t{4} << 20U;

/// The texts of a release one after the other, and where they hold a phrase.
class Texts {
 public:
  explicit Texts(const Phrase& phrase) : phrase_(phrase) {}

  /// Whether this text holds it. NotADocument for what cannot be read; that is then as if it had not been given.
  Result<bool> hold(const Source& source) {
    const auto step = chain_.next(source);
    if (!step) return std::unexpected(step.error());
    const read::Window& window = step->windows.after;
    carry_over(*step);
    if (!places_.empty() && phrase_.is_literal()) {
      all_known_ = all_known_ && window.bytes.size() == 0;
      return true;
    }
    read::Window rest = window;
    if (!all_known_) {
      rest = read::whole(step->after.source);
      rest.in_parts = window.in_parts;
    }
    if (auto searched = search(step->after, rest); !searched) return std::unexpected(std::move(searched).error());
    return !places_.empty();
  }

  /// The sentences of a text that it touches, cut as a comparison with the text before cuts them.
  Result<std::vector<PhraseSpan::Place>> places_in(const Source& before, const Source& source, SegmentOptions options) {
    // Of the text before nothing counts but what it says of its language.
    const auto earlier = read(before, Part::Metadata);
    if (!earlier) return std::unexpected(earlier.error());
    auto document = read(source, Part::All);
    if (!document) return std::unexpected(std::move(document).error());
    options.language = segment::language_of(options.language, *earlier, *document, &languages_);
    if (auto cut = segment_document(*document, options); !cut) return std::unexpected(std::move(cut).error());
    std::vector<PhraseSpan::Place> places;
    const std::vector<Sentence>& sentences = document->sentences;
    for (std::size_t first = 0, end = 0; first < sentences.size(); first = end) {
      const BlockIndex block = sentences[first].block;
      while (end < sentences.size() && sentences[end].block == block) ++end;
      if (!phrase_.may_be_in(document->text(document->block(block)), false)) continue;
      std::vector<std::string> folded;
      for (std::size_t i = first; i < end; ++i)
        folded.push_back(unicode::fold_typography(document->text(sentences[i])));
      std::vector<FoldedSentence> cut;
      for (std::size_t i = first; i < end; ++i)
        cut.push_back({folded[i - first], i + 1 < end && sentences[i + 1].text.begin == sentences[i].text.end});
      const auto touched = phrase_.touched(cut);
      if (!touched) return std::unexpected(touched.error());
      for (const std::uint32_t at : *touched)
        places.push_back({first + at, std::string(document->text(sentences[first + at]))});
    }
    return places;
  }

 private:
  enum class Part : std::uint8_t { All, Metadata };
  Result<Document> read(const Source& source, Part part) {
    const auto decoded = read::decode(source);
    if (!decoded) return std::unexpected(decoded.error());
    read::Window window = read::whole(decoded->source);
    if (part == Part::Metadata) window = {{window.bytes.end, window.bytes.end}, 1, false, false};
    return read::read_window(*decoded, window, &parts_);
  }

  /// Keeps the places outside of what differs.
  void carry_over(const read::Chain::Step& step) {
    const ByteRange gone = step.windows.before.bytes;
    const std::size_t before_size = step.before.source.bytes().size();
    const std::size_t after_size = step.after.source.bytes().size();
    std::erase_if(places_, [&](std::size_t at) { return at >= gone.begin && at < gone.end; });
    for (std::size_t& at : places_)
      if (at >= gone.end) at = at - before_size + after_size;
  }

  /// Whether a window, or a part of one, may hold it. Those that cannot come again with each version that has them.
  bool may_hold(std::string_view bytes, bool is_markdown) {
    if (!is_markdown) return phrase_.may_be_in(bytes, false);
    const std::uint64_t hash = text::hash(bytes);
    if (const auto known = without_.find(hash); known != without_.end() && known->second == bytes) return false;
    if (phrase_.may_be_in(bytes, true)) return true;
    without_bytes_ += bytes.size();
    if (without_bytes_ > kRemembered) {
      without_.clear();
      without_bytes_ = 0;
    } else {
      without_[hash] = bytes;
    }
    return false;
  }

  /// Adds places in a window: the first that is found where it is read in parts, else all.
  Result<void> search(const read::DecodedSource& decoded, const read::Window& window) {
    all_known_ = true;
    const bool is_markdown = decoded.source.type() == TextType::Markdown;
    if (window.in_parts && phrase_.is_literal()) return search_parts(decoded, window);
    if (!may_hold(decoded.source.bytes().substr(window.bytes.begin, window.bytes.size()), is_markdown)) return {};
    return search_all(decoded, window, {});
  }

  /// Looks for it as plain words, which needs no reading.
  bool find_plain(std::string_view bytes, std::size_t begin) {
    const bool may_have_front_matter = bytes.starts_with("---") || bytes.starts_with(unicode::kByteOrderMark);
    if (may_have_front_matter || !phrase_.stands_as_it_is(bytes.substr(begin))) return false;
    for (std::size_t next = begin; next < bytes.size();) {
      const std::size_t end = read::next_cut(bytes, next);
      const std::size_t place = phrase_.plain_place_in(bytes.substr(next, end - next));
      if (place != std::string_view::npos) {
        places_.push_back(next + place);
        all_known_ = false;
        return true;
      }
      next = end;
    }
    return false;
  }

  /// Looks at one part that may hold it, at the next two, at four: a phrase that is common is found at once, and to
  /// read each part by itself would be dear where it is rare.
  Result<void> search_parts(const read::DecodedSource& decoded, const read::Window& window) {
    const std::string_view bytes = decoded.source.bytes().substr(0, window.bytes.end);
    if (find_plain(bytes, window.bytes.begin)) return {};
    std::size_t most = 1;
    for (std::size_t next = window.bytes.begin; next < bytes.size(); most *= 2) {
      const std::size_t begin = next;
      std::vector<ByteRange> wanted;
      while (next < bytes.size() && wanted.size() < most) {
        const std::size_t end = read::next_cut(bytes, next);
        const std::string_view part = bytes.substr(next, end - next);
        if (may_hold(part, true)) wanted.push_back({next, end});
        next = end;
      }
      if (wanted.empty()) return {};
      const read::Window some{{begin, next}, window.first_line, false, true};
      // The first part that is read begins behind the front matter.
      auto searched = search_all(decoded, some, [&](std::string_view part) {
        const auto at = static_cast<std::size_t>(part.data() - bytes.data());
        const auto behind = std::ranges::upper_bound(wanted, at, {}, &ByteRange::begin);
        return behind != wanted.begin() && at < std::prev(behind)->end;
      });
      if (!searched) return searched;
      if (places_.empty()) continue;
      all_known_ = next == bytes.size();
      return {};
    }
    return {};
  }

  Result<void> search_all(const read::DecodedSource& decoded, const read::Window& window,
                          const read::PartFilter& wanted) {
    const auto document = read::read_window(decoded, window, &parts_, wanted);
    if (!document) return std::unexpected(document.error());
    for (const Block& block : document->blocks) {
      const std::string_view text = document->text(block);
      if (!phrase_.may_be_in(text, false)) continue;
      const auto holds = phrase_.is_in(unicode::fold_typography(text));
      if (!holds) return std::unexpected(holds.error());
      if (*holds) places_.push_back(block.source.begin);
    }
    return {};
  }

  const Phrase& phrase_;
  read::Chain chain_;
  read::PartMemory parts_;
  segment::LanguageMemory languages_;
  std::vector<std::size_t> places_;  ///< A place in each block of the last text that holds the phrase,
  bool all_known_ = true;            ///< all of them, or some.
  std::unordered_map<std::uint64_t, std::string> without_;  ///< Parts of Markdown that cannot hold it, by their hash.
  std::size_t without_bytes_ = 0;
};

}  // namespace

Result<std::vector<PhraseSpan>> search_directly(const Release& release, const Phrase& phrase,
                                                const SegmentOptions& options,
                                                const std::function<Result<Source>(const Version&)>& read) {
  std::vector<PhraseSpan> spans;
  Texts texts(phrase);
  std::map<std::pair<std::string, TextType>, bool> known;  // By blob and as what it is read.
  std::optional<std::size_t> before;                       // The last version with a text, or withdrawal.
  for (std::size_t i = 0; i < release.versions.size(); ++i) {
    const Version& version = release.versions[i];
    bool held = false;
    if (!version.withdrawn) {
      const std::pair key(version.blob, type_of_path(version.path));
      auto entry = known.find(key);
      if (entry == known.end()) {
        const auto source = read(version);
        if (!source) return std::unexpected(source.error());
        const auto holds = texts.hold(*source);
        if (!holds && holds.error().code == ErrorCode::NotADocument) continue;
        if (!holds) return std::unexpected(holds.error());
        entry = known.emplace(key, *holds).first;
      }
      held = entry->second;
    }
    const bool open = !spans.empty() && !spans.back().until;
    if (open && !held) spans.back().until = i;
    if (!open && held) {
      const auto earlier = before ? read(release.versions[*before]) : Result<Source>(Source());
      if (!earlier) return std::unexpected(earlier.error());
      const auto source = read(version);
      if (!source) return std::unexpected(source.error());
      auto places = texts.places_in(*earlier, *source, options);
      if (!places) return std::unexpected(std::move(places).error());
      spans.push_back({i, std::nullopt, std::move(*places)});
    }
    before = i;
  }
  return spans;
}

}  // namespace stet::history
