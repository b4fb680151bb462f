// SPDX-License-Identifier: Apache-2.0
//
// Idea: a text holds a phrase where one of its blocks does, and versions share most blocks. So of each text only the
// window in which it differs from the one before is read; where the blocks that hold the phrase stand is carried over.
// A window whose bytes cannot hold the phrase's longest word, however they are marked up, is not read at all, and a
// text that came before is not even fetched.
#include "history/direct_search.hpp"

#include <algorithm>
#include <map>

#include "read/chain.hpp"
#include "segment/segmenter.hpp"
#include "unicode/fold.hpp"

namespace stet::history {
namespace {

/// The texts of a release one after the other, and where they hold a phrase.
class Texts {
 public:
  explicit Texts(const Phrase& phrase) : phrase_(phrase) {}

  /// Whether this text holds it. NotADocument for what cannot be read; that is then as if it had not been given.
  Result<bool> hold(const Source& source) {
    auto step = chain_.next(source);
    if (!step) return std::unexpected(std::move(step).error());
    const ByteRange gone = step->windows.before.bytes;
    const std::size_t size = step->before.source.bytes().size();
    std::vector<std::size_t> places;
    std::ranges::copy_if(places_, std::back_inserter(places), [&](std::size_t at) { return at < gone.begin; });
    if (auto found = search(*step, places); !found) return std::unexpected(std::move(found).error());
    for (const std::size_t at : places_)
      if (at >= gone.end) places.push_back(at - size + step->after.source.bytes().size());
    places_ = std::move(places);
    return !places_.empty();
  }

 private:
  Result<void> search(const read::Chain::Step& step, std::vector<std::size_t>& places) const {
    const read::Window& window = step.windows.after;
    const Source& source = step.after.source;
    const std::string_view bytes = source.bytes().substr(window.bytes.begin, window.bytes.end - window.bytes.begin);
    if (!phrase_.may_be_in(bytes, source.type() == TextType::Markdown)) return {};
    const auto document = read::read_window(step.after, window);
    if (!document) return std::unexpected(document.error());
    for (const Block& block : document->blocks) {
      const std::string_view text = document->text(block);
      if (!phrase_.may_be_in(text, false)) continue;
      const auto holds = phrase_.is_in(unicode::fold_typography(text));
      if (!holds) return std::unexpected(holds.error());
      if (*holds) places.push_back(block.source.begin);
    }
    return {};
  }

  const Phrase& phrase_;
  read::Chain chain_;
  std::vector<std::size_t> places_;  ///< Where the blocks of the last text begin that hold the phrase.
};

/// The sentences that it touches, cut as a comparison with the text before cuts them.
Result<std::vector<PhraseSpan::Place>> places_in(const Source& before, const Source& source, const Phrase& phrase,
                                                 SegmentOptions options) {
  const auto earlier = read_document(before);
  if (!earlier) return std::unexpected(earlier.error());
  auto document = read_document(source);
  if (!document) return std::unexpected(std::move(document).error());
  options.language = segment::language_of(options.language, *earlier, *document);
  if (auto cut = segment_document(*document, options); !cut) return std::unexpected(std::move(cut).error());
  std::vector<PhraseSpan::Place> places;
  const std::vector<Sentence>& sentences = document->sentences;
  for (std::size_t first = 0; first < sentences.size();) {
    std::size_t end = first;
    std::vector<std::string> folded;
    while (end < sentences.size() && sentences[end].block == sentences[first].block)
      folded.push_back(unicode::fold_typography(document->text(sentences[end++])));
    std::vector<FoldedSentence> block;
    for (std::size_t i = first; i < end; ++i)
      block.push_back({folded[i - first], i + 1 < end && sentences[i + 1].text.begin == sentences[i].text.end});
    const auto touched = phrase.touched(block);
    if (!touched) return std::unexpected(touched.error());
    for (const std::uint32_t at : *touched)
      places.push_back({first + at, std::string(document->text(sentences[first + at]))});
    first = end;
  }
  return places;
}

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
      auto places = places_in(*earlier, *source, phrase, options);
      if (!places) return std::unexpected(std::move(places).error());
      spans.push_back({i, std::nullopt, std::move(*places)});
    }
    before = i;
  }
  return spans;
}

}  // namespace stet::history
