#include "csv_profiles.h"
#include "json_lines.h"
#include "line_problems.h"
#include "run_fingerprint.h"
#include "stream_state.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/text.h>

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

StreamAccount for_each_chunk_of_profiles(
    const std::string& path, const Taxonomy& taxonomy, ReadOptions::Unknown unknown,
    const std::function<void(std::span<const ProfileView>)>& use) {
  ProfileStream stream(path);
  ProfileParser parser(stream, taxonomy, unknown);
  StreamAccount account{stream.name(), 0, 0, {}};
  Chunk chunk;
  ProfileBlock block;
  std::vector<ProfileView> profiles;
  while (stream.next(chunk)) {
    parser.parse(chunk, block);
    for (std::size_t i = 0; i < block.reject_count(); ++i, ++account.rejected) {
      if (account.first_rejects.size() == kRejectsTold) continue;
      const Reject& reject = block.reject(i);
      account.first_rejects.push_back(printable(stream.name()) + ":" + std::to_string(reject.line) +
                                      ": " + reject.reason);
    }
    profiles.clear();
    for (std::size_t i = 0; i < block.profile_count(); ++i) profiles.push_back(block.profile(i));
    account.profiles += profiles.size();
    use(profiles);
  }
  return account;
}

Profiles read_profiles(const std::string& path, const Taxonomy& taxonomy,
                       ReadOptions::Unknown unknown) {
  ProfileStream stream(path);
  ProfileParser parser(stream, taxonomy, unknown);
  LineProblems problems(stream.name());
  std::vector<Profile> profiles;
  Chunk chunk;
  ProfileBlock block;
  while (stream.next(chunk)) {
    parser.parse(chunk, block);
    for (const ProfileBlock::Entry& entry : block.entries()) {
      if (entry.rejected) {
        const Reject& reject = block.reject(entry.number);
        problems.add(static_cast<std::size_t>(reject.line), reject.reason);
        continue;
      }
      const ProfileView profile = block.profile(entry.number);
      profiles.emplace_back(std::string(profile.id),
                            std::vector(profile.skills.begin(), profile.skills.end()),
                            std::vector(profile.wants.begin(), profile.wants.end()));
    }
  }
  problems.throw_if_any();
  return {std::move(profiles), hex(stream.hash())};
}

}  // namespace skillmatch::io
