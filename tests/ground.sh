#!/bin/sh
# What the tests need beside Python: Chromium, LibreOffice Writer and Calc with the bridge to Python, Dovecot, Tesseract with Vietnamese, PostgreSQL, Java for Spark.
missing=""
need() { missing="$missing $1"; }
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || need chromium
command -v soffice >/dev/null || need "libreoffice-writer-nogui fonts-liberation2"
ls /usr/lib/libreoffice/program/libsclo.so >/dev/null 2>&1 || need libreoffice-calc-nogui
/usr/bin/python3 -c 'import uno' 2>/dev/null || need python3-uno
command -v dovecot >/dev/null || [ -x /usr/sbin/dovecot ] || need dovecot-imapd
{ command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -q '^vie$'; } || need "tesseract-ocr tesseract-ocr-vie"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || need postgresql
command -v java >/dev/null || need default-jre-headless
command -v pdftoppm >/dev/null || need poppler-utils
fc-list 2>/dev/null | grep -qi 'noto sans\|dejavu sans' || need fonts-noto-core
[ -z "$missing" ] && exit 0
line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Đang cài:$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >/dev/null && $line >/dev/null && exit 0
  echo "Không cài được. Hãy chạy: apt-get update && $line"
else
  echo "Thiếu:$missing"
  echo "Trên Debian, Ubuntu hãy chạy: sudo $line"
fi
exit 1
