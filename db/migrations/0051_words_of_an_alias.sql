-- An answer remembered anew is remembered in the words it was asked in: names that differ by a tone share a key.
grant update (alias) on body_alias to pd_area, pd_whole;
