// A shared library that holds the static ones.
#include <skillmatch/io/read.h>

extern "C" unsigned long skillmatch_company_count() {
  return skillmatch::io::built_in_catalog().size();
}
