#include "server/demo_people.h"

#include <array>
#include <string_view>

#include "norma/v1/values.pb.h"
#include "server/runtime/own_command.h"

namespace norma::server {
namespace {

constexpr std::string_view kInstitution = "inst-lpa";

struct DemoPerson {
  std::string_view key;
  std::string_view name;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string_view object;
};

constexpr std::array kPeople = {
    DemoPerson{"administrator", "Ilze Ozola", v1::ADMINISTRATOR, kInstitution},
    DemoPerson{"coordinator", "Vija Kalniņa", v1::SERVICE_SET_OWNER, kInstitution},
    DemoPerson{"service_owner", "Jānis Bērziņš", v1::SERVICE_OWNER, "srv-4411"},
    DemoPerson{"service_owner_2", "Māra Liepiņa", v1::SERVICE_OWNER, "srv-4412"},
    DemoPerson{"drafter", "Andris Krūmiņš", v1::ROLE_UNSPECIFIED, ""},
    DemoPerson{"legal_unit", "Zane Vītola", v1::ROLE_UNSPECIFIED, ""},
    DemoPerson{"opinion_giver", "Pēteris Jansons", v1::ROLE_UNSPECIFIED, ""},
    DemoPerson{"addressee", "Līga Eglīte", v1::ADDRESSEE, "srv-4411"},
    DemoPerson{"addressee_2", "Kārlis Šmits", v1::ADDRESSEE, "srv-4411"},
    DemoPerson{"approver", "Dace Āboliņa", v1::APPROVER, kInstitution},
    DemoPerson{"auditor", "Gunta Ķempe", v1::AUDITOR, kInstitution},
};

struct DemoService {
  std::string_view id;
  std::string_view lv;
  std::string_view en;
};

constexpr std::array kServices = {
    DemoService{"srv-4411", "Klientu apkalpošana pakalpojuma sniegšanas vietā", "Serving clients at the counter"},
    DemoService{"srv-4412", "Iesniegumu reģistrēšana", "Registering submissions"},
};

bool is_registered(const Service& service, std::string_view object) {
  return service.registry().read().registers->objects.find(object) != nullptr;
}

Result<void> register_objects(Service& service) {
  if (!is_registered(service, kInstitution)) {
    acts::Command command;
    v1::RegisterInstitution& institution = *command.body.mutable_register_institution();
    institution.set_institution(std::string(kInstitution));
    institution.set_name_lv("Latvijas Paraugu aģentūra");
    institution.set_name_en("Latvian Sample Agency");
    if (const Result<void> done = give_as_service(service, std::move(command)); !done) return done;
  }
  for (const DemoService& one : kServices) {
    if (is_registered(service, one.id)) continue;
    acts::Command command;
    v1::RegisterService& registered = *command.body.mutable_register_service();
    registered.set_service(std::string(one.id));
    registered.set_institution(std::string(kInstitution));
    registered.set_name_lv(std::string(one.lv));
    registered.set_name_en(std::string(one.en));
    v1::ExternalIdentifier& identifier = *registered.add_identifiers();
    identifier.set_register_name("Pakalpojumu reģistrs");
    identifier.set_identifier(std::string(one.id.substr(one.id.find('-') + 1)));
    identifier.set_checked_on(format_date(riga_date(service.clock().now())));
    if (const Result<void> done = give_as_service(service, std::move(command)); !done) return done;
  }
  return {};
}

Result<void> register_person(Service& service, const std::string& person, std::string_view name) {
  if (service.registry().read().registers->authority.knows(PersonId(person))) return {};
  acts::Command command;
  command.body.mutable_register_person()->set_person(person);
  command.body.mutable_register_person()->set_display_name(std::string(name));
  return give_as_service(service, std::move(command));
}

Result<void> assign_role(Service& service, const std::string& person, v1::Role role, std::string_view object) {
  const auto [authority, moment] = service.authority_now();
  if (authority->holds(PersonId(person), role, object, moment)) return {};
  acts::Command command;
  command.body.mutable_assign_role()->set_person(person);
  command.body.mutable_assign_role()->set_role(role);
  command.body.mutable_assign_role()->set_object(std::string(object));
  return give_as_service(service, std::move(command));
}

}  // namespace

Result<void> prepare_demo_people(Service& service, TokenTable& tokens, const std::filesystem::path& tokens_file) {
  if (const Result<void> registered = register_objects(service); !registered) return registered;
  std::string json = "{";
  for (const DemoPerson& one : kPeople) {
    const std::string person = "person_" + std::string(one.key);
    if (const Result<void> known = register_person(service, person, one.name); !known) return known;
    if (one.role != v1::ROLE_UNSPECIFIED) {
      if (const Result<void> held = assign_role(service, person, one.role, one.object); !held) return held;
    }
    json += (json.size() > 1 ? ",\n " : "\n ") + ("\"" + std::string(one.key) + "\": \"") +
            tokens.issue(PersonId(person)) + "\"";
  }
  if (tokens_file.empty()) return {};
  return write_private_file(tokens_file, json + "\n}\n");
}

Result<void> prepare_administrator(Service& service, const std::string& person) {
  if (const Result<void> known = register_person(service, person, person); !known) return known;
  return assign_role(service, person, v1::ADMINISTRATOR, "*");
}

}  // namespace norma::server
