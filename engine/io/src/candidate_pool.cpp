#include <string>
#include <string_view>
#include <unordered_map>

#include <skillmatch/error.h>
#include <skillmatch/io/candidate_pool.h>
#include <skillmatch/text.h>

namespace skillmatch::io {

PoolCounts read_pool(const std::string& path, const Taxonomy& taxonomy, const PoolOptions& options,
                     const std::function<void(std::span<const ProfileView>)>& use) {
  StreamOptions stream_options;
  stream_options.format = options.format;
  ProfileStream stream(path, stream_options);
  ProfileParser parser(stream, taxonomy, options.unknown);
  PoolCounts counts;
  const auto reject = [&](std::uint64_t line, const std::string& reason) {
    const std::string text = printable(stream.name()) + ":" + std::to_string(line) + ": " + reason;
    if (options.strict) throw InputError(text);
    ++counts.rejected;
    if (counts.first_rejects.size() < kRejectsTold) counts.first_rejects.push_back(text);
  };
  std::unordered_map<std::string, std::uint64_t> lines;  // of the ids
  Chunk chunk;
  ProfileBlock block;
  std::vector<ProfileView> profiles;
  while (stream.next(chunk)) {
    parser.parse(chunk, block);
    profiles.clear();
    for (const ProfileBlock::Entry& entry : block.entries()) {
      ++counts.read;
      if (entry.rejected) {
        reject(entry.line, block.reject(entry.number).reason);
        continue;
      }
      const ProfileView profile = block.profile(entry.number);
      const auto [first, is_new] = lines.try_emplace(std::string(profile.id), entry.line);
      if (is_new) {
        profiles.push_back(profile);
      } else {
        reject(entry.line, "the id " + in_quotes(profile.id) + " is that of line " +
                               std::to_string(first->second) + "; keep one");
      }
    }
    use(profiles);
  }
  return counts;
}

}  // namespace skillmatch::io
