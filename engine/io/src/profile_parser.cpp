#include "csv_profiles.h"
#include "json_lines.h"
#include "stream_state.h"

#include <memory>
#include <string>
#include <variant>

#include <skillmatch/io/profile_stream.h>

namespace skillmatch::io {

struct ProfileParser::State {
  std::variant<JsonLines, CsvProfiles> format;
  std::size_t max_record_bytes;
};

ProfileParser::ProfileParser(const ProfileStream& stream, const Taxonomy& taxonomy,
                             ReadOptions::Unknown unknown) {
  using Format = std::variant<JsonLines, CsvProfiles>;
  const ProfileStream::State& from = *stream.state_;
  Format format = from.format == StreamFormat::jsonl
                      ? Format(JsonLines(taxonomy, unknown, from.stem))
                      : Format(CsvProfiles(from.header, from.new_finder(), from.source.name(),
                                           taxonomy, unknown));
  state_ = std::make_unique<State>(State{std::move(format), from.options.max_record_bytes});
}

ProfileParser::ProfileParser(ProfileParser&&) noexcept = default;
ProfileParser::~ProfileParser() = default;

void ProfileParser::parse(const Chunk& chunk, ProfileBlock& block) {
  BlockBuilder builder(block);
  if (chunk.too_long > 0) {
    builder.reject({chunk.first_line, chunk.first_record},
                   "longer than " + std::to_string(state_->max_record_bytes) + " bytes (" +
                       std::to_string(chunk.too_long) + "), the most that is read of one record",
                   chunk.bytes);
  } else {
    std::visit([&](auto& format) { format.parse(chunk, builder); }, state_->format);
  }
  builder.finish();
}

}  // namespace skillmatch::io
