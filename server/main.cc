#include "server/cli/cli.h"
#include "server/offline.h"
#include "server/serve.h"

int main(int argc, char** argv) {
  norma::server::CliPorts ports;
  ports.serve = norma::server::serve;
  ports.fold = norma::server::fold_offline;
  return norma::server::run_cli(argc, argv, ports);
}
