-- What a rule that came with the installation rests on, in words for its screen.
update office_setting set source = 'Mặc định thận trọng khi cài đặt; cơ quan quyết định khác thì nêu căn cứ' where key = 'feed-titles' and valid_from = '2020-01-01' and set_by is null;
update office_setting set source = 'Mặc định khi cài đặt; do quy chế an toàn thông tin của cơ quan quy định' where key = 'second-factor-roles' and valid_from = '2020-01-01' and set_by is null;
