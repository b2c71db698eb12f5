#include "person.h"

#include "output.h"
#include "understood.h"

#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/plain_text.h>
#include <skillmatch/io/read.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {

void Person::tell(const Arguments& arguments, const Taxonomy& taxonomy, Language language) const {
  if (!understood || arguments.has("quiet")) return;
  cli::tell(account_of(*understood, taxonomy, language, file));
}

Person read_person(const std::string& path, const Arguments& arguments, const Taxonomy& taxonomy,
                   const Reading& reading) {
  const io::Text text = io::read_text(path);
  Person person = [&]() -> Person {
    if (io::is_json(text)) {
      return {io::read_profile(text, taxonomy, reading.options()), text.name, {}};
    }
    io::TextProfile made = io::read_text_profile(text, taxonomy);
    return {std::move(made.profile), text.name, std::move(made.extraction)};
  }();
  if (arguments.has("mutual") && person.profile.wants().empty()) {
    throw InputError(printable(text.name) +
                     ": --mutual needs what you want of a company; add for example \"wants\": "
                     "{\"team\": 1, \"growth\": 0.5}");
  }
  return person;
}

}  // namespace skillmatch::cli
