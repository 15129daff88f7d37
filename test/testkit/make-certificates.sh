#!/usr/bin/env bash
# Makes the key stores that TestCertificate reads, valid for 30 years (but for the one that has expired). Needs only a JDK.
# The password protects nothing: the keys are public.
set -euo pipefail
cd "$(dirname "$0")/src/main/resources/online/cloudtolocalllm/testkit/tls"
rm -f ./*.p12
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
kt() { keytool -storetype PKCS12 -storepass testing -keypass testing -noprompt "$@"; }
authority() { # file, name
  kt -genkeypair -keystore "$tmp/$1.p12" -alias ca -keyalg EC -groupname secp256r1 -dname "CN=$2" -validity 10957 -ext bc:c=ca:true -ext ku:c=keyCertSign
  kt -exportcert -keystore "$tmp/$1.p12" -alias ca -file "$tmp/$1.crt"
}
server() { # file, authority, names, start, days
  kt -genkeypair -keystore "$1.p12" -alias server -keyalg EC -groupname secp256r1 -dname "CN=$1" -validity 10957
  kt -certreq -keystore "$1.p12" -alias server -file "$tmp/$1.csr"
  kt -gencert -keystore "$tmp/$2.p12" -alias ca -infile "$tmp/$1.csr" -outfile "$tmp/$1.crt" -ext "san=$3" -startdate "$4" -validity "$5"
  kt -importcert -keystore "$1.p12" -alias ca -file "$tmp/$2.crt"
  kt -importcert -keystore "$1.p12" -alias server -file "$tmp/$1.crt"
  kt -delete -keystore "$1.p12" -alias ca
}
authority trusted "CloudToLocalLLM test authority"
authority other "CloudToLocalLLM other test authority"
kt -importcert -keystore authorities.p12 -alias ca -file "$tmp/trusted.crt"
server good trusted dns:localhost,ip:127.0.0.1,ip:::1 -1d 10957
server wrong-name trusted dns:other.example -1d 10957
server expired trusted dns:localhost,ip:127.0.0.1 -3y 365
server unknown-authority other dns:localhost,ip:127.0.0.1 -1d 10957
kt -genkeypair -keystore self-signed.p12 -alias server -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 10957 -ext san=dns:localhost,ip:127.0.0.1
