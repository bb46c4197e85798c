import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: to be reviewed before it is relied on. */
export default {
  code: 'tr',
  language: 'tr',
  name: 'Türkçe',
  dir: 'ltr',
  review: 'Übersetzung noch zu prüfen',
  title: 'Bilgilerinizi bir danışma merkezine verebilir miyiz?',
  sections: [
    ['Konu nedir?', 'Bir danışma merkezi sizi arayıp yardım sunmak istiyor. Danışmanlık ücretsiz ve gizlidir.'],
    ['Bilgilerinizi kim alır?', 'Yalnızca polisin size söylediği danışma merkezi. Başka bir merkez ancak siz açıkça izin verirseniz.'],
    ['Hangi bilgiler?', 'İlk ikisi gereklidir. Diğerlerinin her birine ayrı ayrı hayır diyebilirsiniz.'],
    ['Ne için?', 'Yalnızca danışma merkezinin size güvenli şekilde ulaşabilmesi ve danışmanlık verebilmesi için.'],
    ['Karar sizin', 'Onay vermek gönüllüdür. Hayır derseniz size hiçbir zararı olmaz. O zaman hiçbir şey kaydedilmez ve iletilmez.'],
    ['Fikrinizi değiştirebilirsiniz', 'Onayınızı her zaman polise veya danışma merkezine söyleyerek geri alabilirsiniz. O zaman bilgileriniz kilitlenir ve silinir.'],
    ['Sonra ne olacak?', 'Danışma merkezi önümüzdeki günlerde size ulaşır; yalnızca izin verdiğiniz yolla ve saatlerde. Tehlikede 110’u arayın.'],
  ],
  groups: {
    core: 'Ad, adres, telefon numarası',
    safe_contact: 'Size güvenle nasıl ve ne zaman ulaşılabileceği',
    communication: 'Diliniz',
    household: 'Çocuklar ve ev halkı',
    deployment: 'Polis müdahalesi ve dosya numarası',
    risk: 'Polisin tehlikeyi nasıl değerlendirdiği',
    other_person: 'Diğer kişinin kim olduğu',
    feedback: 'Size ulaşılıp ulaşılmadığını polis öğrenir',
  },
  yes: 'Evet, kabul ediyorum',
  part: 'Evet, ama her şeye değil',
  no: 'Hayır',
} as const satisfies ConsentText;
