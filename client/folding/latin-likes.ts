// From Unicode's confusables.txt, 13.0 (Unicode License): the letters and digits that look like one or two of ASCII.

/** What looks like a Latin letter, or two, behind what it looks like; spaces between. */
export const LATIN_LIKES =
  "2:ꝚƧϨꙄᒿꛯ 3:ꞫȜƷꝪⳌЗӠ𖼻𑣊 4:Ꮞ𑢯 5:Ƽ𑢻 6:ⳒбᏮ𑣕 7:𐓒𑣆 8:৪੪𞣋ȣȢ𐌚 9:੧୨৭൭ꝮⳊ𑣌𑢬𑣖 A:ΑАᎪᗅꓮ𖽀𐊠 AA:Ꜳ AE:ÆӔ AO:Ꜵ AU:Ꜷ AV:ꜸꜺ AY:Ꜽ B:ꞴΒВᏴᗷꓐ𐊂𐊡𐌁 C:𑣲𑣩ⲤСᏟꓚ𐊢𐌂𐐕𐔜 D:Ꭰᗞᗪꓓ E:ΕЕⴹᎬꓰ𑢦𑢮𐊆 F:ꞘϜᖴꓝ𑣂𑢢𐊇𐊥𐔥 G:ԌᏀᏳꓖ H:ΗⲎНᎻᕼꓧ𐋏 J:ꞲͿЈᎫᒍꓙ K:ΚⲔКᏦᛕꓗ𐔘 L:ⳐᏞᒪꓡ𖼖𑢣𑢲𐐛𐔦 M:ΜϺⲘМᎷᗰᛖꓟ𐊰𐌑 N:ΝⲚꓠ𐔓 O:0߀০୦〇𑓐𑣠ΟⲞОՕⵔዐଠ𐓂ꓳ𑢵𐊒𐊫𐐄𐔖 OE:Œ OO:ꝎꚘ P:ΡⲢРᏢᑭꓑ𐊕 Q:ⵕ R:ƦᎡᏒ𐒴ᖇꓣ𖼵 S:ЅՏᏕᏚꓢ𖼺𐊖𐐠 T3:Ꜩ T:ΤⲦТᎢꓔ𖼊𑢼𐊗𐊱𐌕 U:Սሀ𐓎ᑌꓴ𖽂𑢸 V:٧۷ѴⴸᏙᐯꛟꓦ𖼈𑢠𐔝 W:𑣯𑣦ԜᎳᏔꓪ X:𐌢𑣬ꞳΧⲬХⵝᚷꓫ𐊐𐊴𐌗𐔧 Y:ΥⲨУҮᎩᎽꓬ𖽃𑢤𐊲 Z:𐋵𑣥ΖᏃꓜ𑢩 a:ɑαа aa:ꜳ ae:æӕ ao:ꜵ au:ꜷ av:ꜹꜻ ay:ꜽ b:ƄЬᏏᑲᖯ bl:Ы c:ᴄⲥсꮯ𐐽 d:ԁᏧᑯꓒ dz:ʣ e:ꬲеҽ f:ꬵꞙẝք g:ɡᶃƍց h:һհᏂ i:ıɪɩιіꙇӏꭵᎥ𑣃 j:ϳј l:1١۱𐌠𞣇IƖǀΙⲒІӀוןاߊⵏᛁꓲ𖼨𐊊𐌉 lO:Ю ll:ǁװ ls:ʪ lz:ʫ n:ոռ o:०੦૦௦౦೦൦๐໐၀٥۵ᴏᴑꬽοσⲟоჿօסهھہەഠဝ𐓪𑣈𑣗𐐬 oe:œ oo:ꝏꚙ p:ρⲣр q:ԛգզ r:ꭇꭈᴦⲅгꮁ rn:𑣣m𑜀 s:ꜱƽѕꮪ𑣁𐑈 tf:ꝷ ts:ʦ u:ꞟᴜꭎꭒʋυս𐓶𑣘 ue:ᵫ uo:ꭣ v:ᴠνѵט𑜆ꮩ𑣀 w:ɯᴡѡԝա𑜊𑜎𑜏ꮃ x:хᕁᕽ y:ɣᶌʏỿꭚγуүყ𑣜 z:ᴢꮓ𑣄";
